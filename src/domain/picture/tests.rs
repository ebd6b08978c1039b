use jpeg_encoder::{ColorType as JpegColour, Encoder};

use super::read::picture;
use super::*;

/// Exif that says how a photo is turned, and where it was taken.
fn exif(orientation: u8) -> Vec<u8> {
    let head = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice();
    [head, &[orientation], b"\0\0\0\0\0\0GPSLatitude 52.52"].concat()
}

/// A profile that says of which colours it is.
fn profile(space: &[u8; 4]) -> Vec<u8> {
    let mut profile = vec![7; 200];
    profile[16..20].copy_from_slice(space);
    profile
}

/// A photo: red at the top left, green at the top right, blue below.
fn photo(width: u16, height: u16, orientation: u8) -> Vec<u8> {
    let mut pixels = Vec::new();
    for place in (0..height).flat_map(|y| (0..width).map(move |x| (x, y))) {
        let grain = u8::try_from((u32::from(place.0) * 7919 + u32::from(place.1) * 104_729) % 31);
        let grain = grain.expect("small");
        pixels.extend_from_slice(&match (place.0 < width / 2, place.1 < height / 2) {
            (true, true) => [224, grain, grain],
            (false, true) => [grain, 224, grain],
            _ => [grain, grain, 224],
        });
    }
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, 95);
    encoder.add_exif_metadata(&exif(orientation)).expect("short");
    encoder.add_icc_profile(&profile(b"RGB ")).expect("short");
    encoder.encode(&pixels, width, height, JpegColour::Rgb).expect("a photo");
    out
}

fn png(width: u32, height: u32, kind: png::ColorType, bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(kind);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().expect("a head");
    writer.write_image_data(bytes).expect("pixels");
    writer.finish().expect("an end");
    out
}

/// A chunk of PNG, with its sum.
fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut sum = flate2::Crc::new();
    sum.update(name);
    sum.update(data);
    let length = u32::try_from(data.len()).expect("short").to_be_bytes();
    [&length, name, data, &sum.sum().to_be_bytes()].concat()
}

/// The head of a picture that is as large as it says and has nothing else.
fn claimed(width: u32, height: u32) -> Vec<u8> {
    let data = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
    let few = chunk(b"IDAT", b"\x78\x9c\x63\0\0\0\x01\0\x01");
    [b"\x89PNG\r\n\x1a\n", &*chunk(b"IHDR", &data), &few, &chunk(b"IEND", b"")].concat()
}

fn at(pixels: &Pixels, x: u32, y: u32) -> [u8; 3] {
    let at = (y * pixels.width + x) as usize * pixels.kind.bytes();
    pixels.bytes[at..at + 3].try_into().expect("three")
}

fn is_colour(pixel: [u8; 3], most: usize) -> bool {
    (0..3).all(|part| if part == most { 180 < pixel[part] } else { pixel[part] < 80 })
}

#[test]
fn a_variant_is_what_is_shown() {
    // Where red and green are shown, in quarters: left or right, top or bottom.
    let expected = [
        (1, (0, 0), (1, 0)),
        (2, (1, 0), (0, 0)),
        (3, (1, 1), (0, 1)),
        (4, (0, 1), (1, 1)),
        (5, (0, 0), (0, 1)),
        (6, (1, 0), (1, 1)),
        (7, (1, 1), (1, 0)),
        (8, (0, 1), (0, 0)),
    ];
    for (orientation, red, green) in expected {
        let whole = read(&photo(640, 320, orientation)).expect("a photo");
        let small = whole.at(160).expect("smaller");
        let small = picture(&small).expect("a picture");
        let (width, height) = if 4 < orientation { (160, 320) } else { (160, 80) };
        assert_eq!((small.pixels.width, small.pixels.height), (width, height), "{orientation}");
        assert!(small.orientation.is_none());
        let quarter = |(x, y): (u32, u32)| {
            at(&small.pixels, width / 4 + x * width / 2, height / 4 + y * height / 2)
        };
        assert!(is_colour(quarter(red), 0), "{orientation} {:?}", quarter(red));
        assert!(is_colour(quarter(green), 1), "{orientation} {:?}", quarter(green));
    }
}

#[test]
fn a_variant_has_the_colours_and_not_the_place() {
    let whole = photo(640, 320, 6);
    assert!(whole.windows(3).any(|bytes| bytes == b"GPS"));
    let small = read(&whole).expect("a photo").at(160).expect("smaller");
    assert!(small.len() < whole.len());
    assert!(!small.windows(3).any(|bytes| bytes == b"GPS"));
    assert!(!small.windows(4).any(|bytes| bytes == b"Exif"));
    assert_eq!(picture(&small).expect("a picture").profile, Some(profile(b"RGB ")));
    // Nothing is made larger.
    let read = read(&whole).expect("a photo");
    assert_eq!([320, 321, 4000, 0].map(|width| read.at(width)), [const { None }; 4]);
}

#[test]
fn nothing_shines_into_an_edge() {
    // Red, and beside it black of which nothing is seen.
    let row: Vec<u8> =
        (0..200).flat_map(|x| if x < 100 { [255, 0, 0, 255] } else { [0; 4] }).collect();
    let whole = png(200, 100, png::ColorType::Rgba, &row.repeat(100));
    let small = read(&whole).expect("a picture").at(50).expect("smaller");
    let small = picture(&small).expect("a picture").pixels;
    assert_eq!((small.kind, small.width, small.height), (Kind::Shining, 50, 25));
    for pixel in small.bytes.chunks_exact(4).filter(|pixel| 40 < pixel[3]) {
        assert!(240 < pixel[0] && pixel[1] < 8, "{pixel:?}");
    }
}

#[test]
fn every_form_of_pixels_has_variants_of_its_form() {
    let (grey, both) = ([90; 64 * 64], [90, 200].repeat(64 * 64));
    let opaque = [1, 2, 3, 255].repeat(64 * 64);
    let mut kinds = vec![
        (png(64, 64, png::ColorType::Grayscale, &grey), Form::Png, Kind::Shade),
        (png(64, 64, png::ColorType::GrayscaleAlpha, &both), Form::Png, Kind::Shining),
        (png(64, 64, png::ColorType::Rgba, &opaque), Form::Png, Kind::Colour),
        (photo(64, 64, 1), Form::Jpeg, Kind::Colour),
    ];
    let mut jpeg = Vec::new();
    Encoder::new(&mut jpeg, 90).encode(&grey, 64, 64, JpegColour::Luma).expect("shades");
    kinds.push((jpeg, Form::Jpeg, Kind::Shade));
    let mut webp = Vec::new();
    let encoder = image_webp::WebPEncoder::new(&mut webp);
    encoder.encode(&opaque, 64, 64, image_webp::ColorType::Rgba8).expect("a picture");
    kinds.push((webp, Form::WebP, Kind::Colour));
    for (bytes, form, kind) in kinds {
        let read = picture(&bytes).expect("a picture");
        assert_eq!((read.form, read.pixels.kind), (form, kind));
        let small = picture(&read.at(16).expect("smaller")).expect("a picture");
        assert_eq!((small.form, small.pixels.width, small.pixels.height), (form, 16, 16));
        let (one, other) = (read.pixels.bytes[0], small.pixels.bytes[0]);
        assert!(one.abs_diff(other) < 4 || form == Form::Jpeg, "{form:?} {kind:?} {one} {other}");
    }
}

#[test]
fn every_form_of_a_photo_is_read_as_it_is() {
    use jpeg_encoder::SamplingFactor::*;
    let (width, height) = (333_u16, 217_u16);
    let mut pixels = Vec::new();
    for place in (0..height).flat_map(|y| (0..width).map(move |x| (x, y))) {
        let shade = u8::try_from((place.0 / 8 * 7 + place.1 / 8 * 13) % 40).expect("small");
        pixels.extend_from_slice(&match (place.0 < width / 2, place.1 < height / 2) {
            (true, true) => [200 + shade, 9, 9 + shade],
            (false, true) => [9, 200 + shade, 9],
            _ => [9, 9 + shade, 200],
        });
    }
    for sampling in [F_1_1, F_2_1, F_1_2, F_2_2, F_4_1, F_4_2, F_1_4, F_2_4] {
        // In one pass, in one with a scan for each colour, in several.
        for (progressive, optimized) in [(false, false), (false, true), (true, true)] {
            let mut out = Vec::new();
            let mut encoder = Encoder::new(&mut out, 92);
            encoder.set_sampling_factor(sampling);
            encoder.set_progressive(progressive);
            encoder.set_optimized_huffman_tables(optimized);
            encoder.encode(&pixels, width, height, JpegColour::Rgb).expect("a photo");
            let read = picture(&out).expect("a photo").pixels;
            let pairs = read.bytes.iter().zip(&pixels);
            let sum: u64 = pairs.map(|(one, other)| u64::from(one.abs_diff(*other))).sum();
            let mean = sum / read.bytes.len() as u64;
            assert!(mean < 4, "{sampling:?} {progressive} {optimized}: {mean}");
        }
    }
}

#[test]
fn what_moves_or_is_ink_is_left_alone() {
    let still = png(8, 8, png::ColorType::Grayscale, &[9; 64]);
    let control = chunk(b"acTL", &[0, 0, 0, 1, 0, 0, 0, 0]);
    let moving = [&still[..33], &control, &still[33..]].concat();
    let gamma = [&still[..33], &chunk(b"gAMA", &[0, 1, 0x86, 0xa0]), &still[33..]].concat();
    let mut ink = Vec::new();
    let encoder = Encoder::new(&mut ink, 90);
    encoder.encode(&[90; 4 * 64], 8, 8, JpegColour::Cmyk).expect("ink");
    let mut grey = Vec::new();
    let mut encoder = Encoder::new(&mut grey, 90);
    encoder.add_icc_profile(&profile(b"RGB ")).expect("short");
    encoder.encode(&[90; 64], 8, 8, JpegColour::Luma).expect("grey");
    let mut webp = Vec::new();
    let encoder = image_webp::WebPEncoder::new(&mut webp);
    encoder.encode(&[90; 64], 8, 8, image_webp::ColorType::L8).expect("a picture");
    let picture_of = &webp[12..];
    let frame = [&[0; 6][..], &[7, 0, 0, 7, 0, 0, 100, 0, 0, 0], picture_of].concat();
    let sized = |name: &[u8; 4], data: &[u8]| {
        [name.as_slice(), &u32::try_from(data.len()).expect("short").to_le_bytes(), data].concat()
    };
    let chunks = [
        sized(b"VP8X", &[2, 0, 0, 0, 7, 0, 0, 7, 0, 0]),
        sized(b"ANIM", &[0; 6]),
        sized(b"ANMF", &frame),
    ]
    .concat();
    let film = sized(b"RIFF", &[b"WEBP", &*chunks].concat());
    let gif = b"GIF89a\x08\0\x08\0\0\0\0;".to_vec();
    let all = [
        ("apng", moving),
        ("gamma", gamma),
        ("ink", ink),
        ("wrong profile", grey),
        ("webp", film),
        ("gif", gif),
        ("nothing", Vec::new()),
    ];
    for (name, bytes) in all {
        assert_eq!(read(&bytes).err(), Some(Refused::LeftAlone), "{name}");
    }
}

#[test]
fn a_small_file_cannot_ask_for_much() {
    for (width, height) in [(60_000, 60_000), (40_000_001, 1), (i32::MAX as u32, i32::MAX as u32)] {
        assert_eq!(read(&claimed(width, height)).err(), Some(Refused::TooLarge), "{width}");
    }
    // A frame of JPEG without its pixels.
    let head = b"\xff\xd8\xff\xc0\0\x11\x08\xff\xff\xff\xff\x03\x01\x22\0\x02\x11\x01\x03\x11\x01";
    let end = b"\xff\xda\0\x0c\x03\x01\0\x02\x11\x03\x11\0\x3f\0\xff\xd9".as_slice();
    let refused = read(&[head, end].concat()).err();
    assert!(matches!(refused, Some(Refused::TooLarge | Refused::Damaged)), "{refused:?}");
    // Few pixels of PNG that are not there: as many as may be.
    assert!(read(&claimed(8_000, 5_000)).is_err());
}

#[test]
fn a_file_that_ends_anywhere_or_is_damaged_is_no_panic() {
    let noise: Vec<u8> = (0..64_u32 * 64 * 3).map(|at| (at * 7919 % 251) as u8).collect();
    let mut webp = Vec::new();
    let encoder = image_webp::WebPEncoder::new(&mut webp);
    encoder.encode(&noise, 64, 64, image_webp::ColorType::Rgb8).expect("a picture");
    let files = [photo(64, 64, 6), png(64, 64, png::ColorType::Rgb, &noise), webp];
    for whole in files {
        assert!(read(&whole).is_ok());
        for end in (3..whole.len() - 1).step_by(whole.len() / 97 + 1) {
            assert!(read(&whole[..end]).is_err(), "{end} of {}", whole.len());
        }
        for place in (0..whole.len()).step_by(whole.len() / 211 + 1) {
            let mut other = whole.clone();
            other[place] ^= 0x5a;
            // Whatever it is now, it can be looked at.
            let _ = read(&other).map(|picture| picture.at(16));
        }
    }
}
