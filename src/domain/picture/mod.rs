//! Pictures in fewer pixels: JPEG, PNG and WebP, read within limits, made
//! smaller, and written in the same form.
//!
//! A variant is turned as its picture is shown and has its colour profile. It
//! has nothing else of what a file says beside its pixels: not where a photo
//! was taken, nor with what. What moves and what has colours that a variant
//! would not have is left alone. `read.rs` reads, `write.rs` writes; nothing
//! here knows files.

mod read;
mod write;

#[cfg(test)]
mod tests;

use std::panic::{AssertUnwindSafe, catch_unwind};

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};

use crate::text::exif::Orientation;

pub use read::MOST_PIXELS;

/// Changes with every change of what is made of a picture, and with the
/// crates that make it: what was made before is made anew then.
pub const VERSION: u32 = 1;

/// The form of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Form {
    Jpeg,
    Png,
    WebP,
}

/// What a pixel is, a byte for each part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    /// A shade of grey.
    Shade,
    /// Red, green and blue.
    Colour,
    /// The same, and how much shines through.
    Shining,
}

impl Kind {
    fn bytes(self) -> usize {
        match self {
            Kind::Shade => 1,
            Kind::Colour => 3,
            Kind::Shining => 4,
        }
    }
}

/// Pixels in rows.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Pixels {
    width: u32,
    height: u32,
    kind: Kind,
    bytes: Vec<u8>,
}

/// The pixels of a picture, and what else its variants need.
#[derive(Debug)]
pub struct Picture {
    pixels: Pixels,
    orientation: Orientation,
    profile: Option<Vec<u8>>,
    form: Form,
}

/// Why there are no variants of a picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refused {
    /// It is of a kind that is shown as it is.
    LeftAlone,
    /// It has more than [`MOST_PIXELS`], or takes more memory than such a
    /// picture.
    TooLarge,
    /// It ends before all its pixels are there.
    Cut,
    /// It is no picture that can be read.
    Damaged,
}

/// Reads a picture.
///
/// # Errors
/// Why it is not read. A file that a reader stumbles over is damaged.
pub fn read(bytes: &[u8]) -> Result<Picture, Refused> {
    let read = catch_unwind(AssertUnwindSafe(|| read::picture(bytes)));
    read.unwrap_or(Err(Refused::Damaged))
}

impl Picture {
    /// Returns the file of a variant of this width, in pixels as it is shown;
    /// `None` if the picture is not wider or cannot be written.
    pub fn at(&self, width: u32) -> Option<Vec<u8>> {
        catch_unwind(AssertUnwindSafe(|| self.made(width))).ok().flatten()
    }

    fn made(&self, width: u32) -> Option<Vec<u8>> {
        let kept = (self.pixels.width, self.pixels.height);
        let is_quarter = self.orientation.is_quarter();
        let (own_width, own_height) = if is_quarter { (kept.1, kept.0) } else { kept };
        if width == 0 || own_width <= width {
            return None;
        }
        let height = u64::from(own_height) * u64::from(width) + u64::from(own_width) / 2;
        let height = u32::try_from(height / u64::from(own_width)).ok()?.max(1);
        // Turning what is small already costs little.
        let size = if is_quarter { (height, width) } else { (width, height) };
        let small = self.pixels.smaller(size)?.turned(self.orientation);
        write::file(&small, self.form, self.profile.as_deref())
    }
}

impl Pixels {
    /// Makes a picture smaller, by Lanczos with three lobes.
    fn smaller(&self, (width, height): (u32, u32)) -> Option<Pixels> {
        let kind = match self.kind {
            Kind::Shade => PixelType::U8,
            Kind::Colour => PixelType::U8x3,
            Kind::Shining => PixelType::U8x4,
        };
        let from = ImageRef::new(self.width, self.height, &self.bytes, kind).ok()?;
        let mut to = Image::new(width, height, kind);
        let lanczos = ResizeAlg::Convolution(FilterType::Lanczos3);
        let options = ResizeOptions::new().resize_alg(lanczos);
        Resizer::new().resize(&from, &mut to, &options).ok()?;
        Some(Pixels { width, height, kind: self.kind, bytes: to.into_vec() })
    }

    /// Turns and mirrors a picture as it is shown.
    fn turned(self, orientation: Orientation) -> Pixels {
        if orientation.is_none() {
            return self;
        }
        let kept = (self.width, self.height);
        let (width, height) =
            if orientation.is_quarter() { (kept.1, kept.0) } else { (kept.0, kept.1) };
        let size = self.kind.bytes();
        let mut bytes = Vec::with_capacity(self.bytes.len());
        for place in (0..height).flat_map(|y| (0..width).map(move |x| (x, y))) {
            let (x, y) = orientation.kept(place, kept);
            let at = (y as usize * kept.0 as usize + x as usize) * size;
            bytes.extend_from_slice(self.bytes.get(at..at + size).unwrap_or_default());
        }
        Pixels { width, height, kind: self.kind, bytes }
    }
}
