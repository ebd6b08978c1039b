//! Finds out how a picture is turned when it is shown, as its camera noted it.
//!
//! The note is the tag `Orientation` of Exif (CIPA DC-008, 4.6.4), which JPEG
//! keeps in a segment `APP1`, PNG in a chunk `eXIf` and WebP in one called
//! `EXIF`. Nothing else of Exif is read.

/// The tag of the orientation.
const ORIENTATION: u16 = 0x0112;
/// The type of numbers of two bytes.
const SHORT: u16 = 3;
/// So many parts of a file are looked at, and entries of a directory.
const MOST: usize = 1_000;

/// How a picture is turned and mirrored before it is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Orientation(u8);

impl Orientation {
    /// Finds out how a file of JPEG, PNG or WebP is turned; not at all if it
    /// does not say so, or is no such file.
    pub fn of(bytes: &[u8]) -> Orientation {
        let value = exif(bytes).and_then(orientation).unwrap_or_default();
        Orientation(u8::try_from(value).ok().filter(|value| *value <= 8).unwrap_or_default())
    }

    /// Tells whether the picture is shown with its width as height.
    pub fn is_quarter(self) -> bool {
        5 <= self.0
    }

    /// Tells whether the picture is shown as it is kept.
    pub fn is_none(self) -> bool {
        self.0 < 2
    }

    /// Returns where in a picture of `width` and `height`, as it is kept, the
    /// pixel is that is shown at `x` and `y`.
    pub fn kept(self, (x, y): (u32, u32), (width, height): (u32, u32)) -> (u32, u32) {
        let right = |x: u32| width.saturating_sub(1).saturating_sub(x);
        let bottom = |y: u32| height.saturating_sub(1).saturating_sub(y);
        match self.0 {
            2 => (right(x), y),
            3 => (right(x), bottom(y)),
            4 => (x, bottom(y)),
            5 => (y, x),
            6 => (y, bottom(x)),
            7 => (right(y), bottom(x)),
            8 => (right(y), x),
            _ => (x, y),
        }
    }
}

/// Returns what a file holds of Exif: a directory as TIFF has them.
fn exif(bytes: &[u8]) -> Option<&[u8]> {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xd8") {
        return of_jpeg(rest);
    }
    if let Some(rest) = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n") {
        return of_png(rest);
    }
    let riff = bytes.strip_prefix(b"RIFF")?;
    of_webp(riff.get(4..)?.strip_prefix(b"WEBP")?)
}

/// Looks through the segments before the picture itself (ITU T.81, B.1.1.4).
fn of_jpeg(mut rest: &[u8]) -> Option<&[u8]> {
    for _ in 0..MOST {
        let [0xff, marker, high, low, ..] = *rest else { return None };
        let length = usize::from(u16::from_be_bytes([high, low]));
        match marker {
            // A byte between two segments.
            0xff => {
                rest = rest.get(1..)?;
                continue;
            }
            // What follows is the picture.
            0xda | 0xd9 => return None,
            0xe1 => {
                let segment = rest.get(4..2 + length)?;
                if let Some(exif) = segment.strip_prefix(b"Exif\0\0") {
                    return Some(exif);
                }
            }
            _ => {}
        }
        rest = rest.get(2 + length..)?;
    }
    None
}

/// Looks through the chunks before the picture itself (PNG, 5.3).
fn of_png(mut rest: &[u8]) -> Option<&[u8]> {
    for _ in 0..MOST {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let (name, data) = after.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        match name {
            b"eXIf" => return data.get(..length),
            b"IDAT" | b"IEND" => return None,
            // A sum of four bytes ends each.
            _ => rest = data.get(length.checked_add(4)?..)?,
        }
    }
    None
}

/// Looks through all chunks: this one comes last (RFC 9649, 2.7.1.5).
fn of_webp(mut rest: &[u8]) -> Option<&[u8]> {
    for _ in 0..MOST {
        let (name, after) = rest.split_first_chunk::<4>()?;
        let (length, data) = after.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        if name == b"EXIF" {
            let exif = data.get(..length)?;
            return Some(exif.strip_prefix(b"Exif\0\0").unwrap_or(exif));
        }
        rest = data.get(length.checked_add(length % 2)?..)?;
    }
    None
}

/// Reads the tag from the first directory.
fn orientation(exif: &[u8]) -> Option<u16> {
    let is_little = match exif.get(..4)? {
        b"II\x2a\0" => true,
        b"MM\0\x2a" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = *exif.get(at..)?.first_chunk::<2>()?;
        Some(if is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let long = |at: usize| {
        let bytes = *exif.get(at..)?.first_chunk::<4>()?;
        Some(if is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    };
    let directory = usize::try_from(long(4)?).ok()?;
    let entries = usize::from(short(directory)?).min(MOST);
    let place = |entry: usize| directory.checked_add(2 + 12 * entry);
    let found = (0..entries).filter_map(place).find(|at| short(*at) == Some(ORIENTATION))?;
    (short(found + 2)? == SHORT).then(|| short(found + 8)).flatten()
}

#[cfg(test)]
mod tests {
    use super::Orientation;

    fn is_turned(bytes: &[u8]) -> bool {
        Orientation::of(bytes).is_quarter()
    }

    /// Exif that says nothing but one orientation.
    fn noted(value: u8, is_little: bool) -> Vec<u8> {
        let entry: &[u8] = match is_little {
            true => b"II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0",
            false => b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01",
        };
        let value = if is_little { [value, 0] } else { [0, value] };
        [entry, &value, &[0; 6]].concat()
    }

    fn jpeg(exif: &[u8]) -> Vec<u8> {
        let length = u16::try_from(exif.len() + 8).expect("short").to_be_bytes();
        let before = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xe1";
        [before, length.as_slice(), b"Exif\0\0", exif, b"\xff\xda\0\x02"].concat()
    }

    #[test]
    fn every_form_says_whether_it_is_turned() {
        for value in 0..=9 {
            let expected = (5..=8).contains(&value);
            for is_little in [true, false] {
                let exif = noted(value, is_little);
                let length = u32::try_from(exif.len()).expect("short");
                let head = b"\x89PNG\r\n\x1a\n\0\0\0\x01IHDRx1234".as_slice();
                let png = [head, &length.to_be_bytes(), b"eXIf", &exif].concat();
                let head = b"RIFF\0\0\0\0WEBPVP8X\x01\0\0\0x\0EXIF".as_slice();
                let webp = [head, &length.to_le_bytes(), &exif].concat();
                for (name, file) in [("jpeg", jpeg(&exif)), ("png", png), ("webp", webp)] {
                    assert_eq!(is_turned(&file), expected, "{name} {value} {is_little}");
                }
            }
        }
    }

    #[test]
    fn corners_are_where_a_camera_means_them() {
        // Where the first row and the first column of what is kept are shown
        // (CIPA DC-008, table 6): the pixel shown at the top left.
        let corners = [(1, (0, 0)), (2, (2, 0)), (3, (2, 1)), (4, (0, 1))];
        let turned = [(5, (0, 0)), (6, (0, 1)), (7, (2, 1)), (8, (2, 0))];
        for (value, expected) in corners.into_iter().chain(turned) {
            let orientation = Orientation::of(&jpeg(&noted(value, true)));
            assert_eq!(orientation.kept((0, 0), (3, 2)), expected, "{value}");
            // One to the right of it.
            let right = orientation.kept((1, 0), (3, 2));
            assert_eq!(right.0 == expected.0, orientation.is_quarter(), "{value}");
        }
    }

    #[test]
    fn a_file_that_ends_anywhere_is_not_turned() {
        let whole = jpeg(&noted(6, true));
        assert!(is_turned(&whole));
        // The value itself stands before six bytes that nobody reads.
        for end in 0..whole.len() - 11 {
            assert!(!is_turned(&whole[..end]), "{end}");
        }
        let far = jpeg(b"II\x2a\0\xff\xff\xff\xff");
        assert!(!is_turned(&far));
    }
}
