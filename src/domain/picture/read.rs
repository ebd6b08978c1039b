//! Reads pictures, within limits: a file of a few bytes can claim to be as
//! large as it likes.

use std::io::Cursor;

use image_webp::{DecodingError as WebPError, WebPDecoder};
use jpeg_decoder::PixelFormat;
use png::{BitDepth, ColorType, DecodingError, Limits, Transformations};

use super::{Form, Kind, Picture, Pixels, Refused};
use crate::text::exif::Orientation;

/// A picture of more pixels is not read.
pub const MOST_PIXELS: u64 = 40_000_000;
/// A reader may take so much memory besides, in bytes.
const MOST_MEMORY: usize = 320_000_000;
/// A photo comes in at most so many passes: ten are usual, and each looks at
/// all of it.
const MOST_PASSES: usize = 100;
/// The gamma of PNG that browsers take where a file says none, in 100,000ths.
const USUAL_GAMMA: u32 = 45_455;

/// Reads a picture of a form that has variants.
pub(super) fn picture(bytes: &[u8]) -> Result<Picture, Refused> {
    let (form, pixels, profile) = match bytes {
        [0xff, 0xd8, ..] => jpeg(bytes)?,
        [0x89, b'P', b'N', b'G', ..] => png(bytes)?,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp(bytes)?,
        _ => return Err(Refused::LeftAlone),
    };
    let profile = profile.filter(|profile| !profile.is_empty());
    if profile.as_deref().is_some_and(|profile| !describes(profile, pixels.kind)) {
        return Err(Refused::LeftAlone);
    }
    Ok(Picture { pixels, orientation: Orientation::of(bytes), profile, form })
}

/// What is read from a file: its form as it is written again, its pixels, and
/// its colour profile.
type Read = Result<(Form, Pixels, Option<Vec<u8>>), Refused>;

/// Tells whether a picture is small enough, by its size alone.
fn checked(width: u32, height: u32) -> Result<(), Refused> {
    let pixels = u64::from(width) * u64::from(height);
    if MOST_PIXELS < pixels { Err(Refused::TooLarge) } else { Ok(()) }
}

fn jpeg(bytes: &[u8]) -> Read {
    let mut decoder = jpeg_decoder::Decoder::new(bytes);
    decoder.set_max_decoding_buffer_size(MOST_MEMORY);
    decoder.read_info().map_err(|_| Refused::Damaged)?;
    let info = decoder.info().ok_or(Refused::Damaged)?;
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    checked(width, height)?;
    let kind = match info.pixel_format {
        PixelFormat::L8 => Kind::Shade,
        PixelFormat::RGB24 => Kind::Colour,
        // The inks of a press among them.
        _ => return Err(Refused::LeftAlone),
    };
    // What is not there would be grey.
    if !has_end(bytes) {
        return Err(Refused::Cut);
    }
    let passes = bytes.windows(2).filter(|pair| pair == &[0xff, 0xda]).count();
    if MOST_PASSES < passes {
        return Err(Refused::Damaged);
    }
    let pixels = decoder.decode().map_err(|_| Refused::Damaged)?;
    let pixels = Pixels { width, height, kind, bytes: pixels };
    Ok((Form::Jpeg, whole(pixels)?, decoder.icc_profile()))
}

/// Looks for the end of the picture behind the segments before it, which may
/// hold pictures themselves (ITU T.81, B.1.1.3).
fn has_end(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let [0xff, marker, after @ ..] = rest {
        let [high, low, ..] = *after else { return false };
        let length = match marker {
            0xff => 0,
            0xda => return rest.windows(2).rev().any(|pair| pair == [0xff, 0xd9]),
            _ => 1 + usize::from(u16::from_be_bytes([high, low])),
        };
        rest = rest.get(1 + length..).unwrap_or_default();
    }
    false
}

fn png(bytes: &[u8]) -> Read {
    let limits = Limits { bytes: MOST_MEMORY };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    let head = decoder.read_header_info().map_err(|error| of_png(&error))?;
    let (width, height) = (head.width, head.height);
    checked(width, height)?;
    let mut reader = decoder.read_info().map_err(|error| of_png(&error))?;
    let info = reader.info();
    let gamma = info.gama_chunk.map_or(USUAL_GAMMA, png::ScaledFloat::into_scaled);
    let has_usual = info.srgb.is_some() || info.icc_profile.is_some() || gamma == USUAL_GAMMA;
    let is_other = info.coding_independent_code_points.is_some() || !has_usual;
    if info.animation_control.is_some() || is_other {
        return Err(Refused::LeftAlone);
    }
    let profile = info.icc_profile.as_ref().map(|profile| profile.to_vec());
    let size = reader.output_buffer_size().ok_or(Refused::TooLarge)?;
    let mut bytes = vec![0; size];
    let output = reader.next_frame(&mut bytes).map_err(|error| of_png(&error))?;
    // An end that is not there may have been followed by nothing.
    reader.finish().map_err(|error| of_png(&error))?;
    bytes.truncate(output.buffer_size());
    let (kind, bytes) = match (output.color_type, output.bit_depth) {
        (ColorType::Grayscale, BitDepth::Eight) => (Kind::Shade, bytes),
        (ColorType::Rgb, BitDepth::Eight) => (Kind::Colour, bytes),
        (ColorType::Rgba, BitDepth::Eight) => (Kind::Shining, bytes),
        (ColorType::GrayscaleAlpha, BitDepth::Eight) => (Kind::Shining, coloured(&bytes)),
        _ => return Err(Refused::LeftAlone),
    };
    Ok((Form::Png, solid(whole(Pixels { width, height, kind, bytes })?), profile))
}

fn of_png(error: &DecodingError) -> Refused {
    match error {
        DecodingError::LimitsExceeded => Refused::TooLarge,
        DecodingError::IoError(_) => Refused::Cut,
        _ => Refused::Damaged,
    }
}

/// Returns shades through which something shines as colours.
fn coloured(bytes: &[u8]) -> Vec<u8> {
    bytes.chunks_exact(2).flat_map(|pixel| [pixel[0], pixel[0], pixel[0], pixel[1]]).collect()
}

fn webp(bytes: &[u8]) -> Read {
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(|error| of_webp(&error))?;
    decoder.set_memory_limit(MOST_MEMORY);
    if decoder.is_animated() {
        return Err(Refused::LeftAlone);
    }
    let (width, height) = decoder.dimensions();
    checked(width, height)?;
    let profile = decoder.icc_profile().map_err(|error| of_webp(&error))?;
    let mut pixels = vec![0; decoder.output_buffer_size().ok_or(Refused::TooLarge)?];
    decoder.read_image(&mut pixels).map_err(|error| of_webp(&error))?;
    let kind = if decoder.has_alpha() { Kind::Shining } else { Kind::Colour };
    // WebP is written without a loss only, which makes a photo larger than it
    // was: one that had a loss already becomes JPEG.
    let is_photo = kind == Kind::Colour && decoder.is_lossy();
    let form = if is_photo { Form::Jpeg } else { Form::WebP };
    Ok((form, solid(whole(Pixels { width, height, kind, bytes: pixels })?), profile))
}

fn of_webp(error: &WebPError) -> Refused {
    match error {
        WebPError::MemoryLimitExceeded | WebPError::ImageTooLarge => Refused::TooLarge,
        WebPError::IoError(_) => Refused::Cut,
        _ => Refused::Damaged,
    }
}

/// Tells whether there are as many pixels as there must be.
fn whole(pixels: Pixels) -> Result<Pixels, Refused> {
    let expected = u64::from(pixels.width) * u64::from(pixels.height) * pixels.kind.bytes() as u64;
    if pixels.bytes.len() as u64 == expected { Ok(pixels) } else { Err(Refused::Damaged) }
}

/// Leaves out what says how much shines through, where nothing does.
fn solid(pixels: Pixels) -> Pixels {
    let is_shining = pixels.kind == Kind::Shining
        && pixels.bytes.chunks_exact(4).any(|pixel| pixel.last() != Some(&255));
    if pixels.kind != Kind::Shining || is_shining {
        return pixels;
    }
    let colours = pixels.bytes.chunks_exact(4).flat_map(|pixel| pixel.iter().take(3).copied());
    Pixels { kind: Kind::Colour, bytes: colours.collect(), ..pixels }
}

/// Tells whether a colour profile is one for such pixels (ICC.1, 7.2.8).
fn describes(profile: &[u8], kind: Kind) -> bool {
    match profile.get(16..20) {
        Some(b"RGB ") => kind != Kind::Shade,
        Some(b"GRAY") => kind == Kind::Shade,
        _ => false,
    }
}
