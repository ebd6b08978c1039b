//! Writes pictures.

use std::borrow::Cow;

use image_webp::{ColorType as WebPColour, WebPEncoder};
use jpeg_encoder::{ColorType as JpegColour, Encoder, SamplingFactor};
use png::{BitDepth, ColorType, Compression, Info};

use super::{Form, Kind, Pixels};

/// How much of a photo is kept, of 100.
const QUALITY: u8 = 80;

/// Returns the file of a picture; `None` if its form cannot hold it.
pub(super) fn file(pixels: &Pixels, form: Form, profile: Option<&[u8]>) -> Option<Vec<u8>> {
    match form {
        Form::Jpeg => jpeg(pixels, profile),
        Form::Png => png(pixels, profile),
        Form::WebP => webp(pixels, profile),
    }
}

/// Writes JPEG. Colours have half the pixels each way, which eyes do not see:
/// a photo takes a quarter less. Codes of its own would take 3 percent more
/// off, but this encoder then writes a scan for each colour, which not
/// everybody reads.
fn jpeg(pixels: &Pixels, profile: Option<&[u8]>) -> Option<Vec<u8>> {
    let kind = match pixels.kind {
        Kind::Shade => JpegColour::Luma,
        Kind::Colour => JpegColour::Rgb,
        Kind::Shining => return None,
    };
    let width = u16::try_from(pixels.width).ok()?;
    let height = u16::try_from(pixels.height).ok()?;
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, QUALITY);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    if let Some(profile) = profile {
        encoder.add_icc_profile(profile).ok()?;
    }
    encoder.encode(&pixels.bytes, width, height, kind).ok()?;
    Some(out)
}

fn png(pixels: &Pixels, profile: Option<&[u8]>) -> Option<Vec<u8>> {
    let mut info = Info::with_size(pixels.width, pixels.height);
    info.color_type = match pixels.kind {
        Kind::Shade => ColorType::Grayscale,
        Kind::Colour => ColorType::Rgb,
        Kind::Shining => ColorType::Rgba,
    };
    info.bit_depth = BitDepth::Eight;
    info.icc_profile = profile.map(|profile| Cow::Owned(profile.to_vec()));
    let mut out = Vec::new();
    let mut encoder = png::Encoder::with_info(&mut out, info).ok()?;
    // The best that there is takes twice as long for 2 percent.
    encoder.set_compression(Compression::Balanced);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&pixels.bytes).ok()?;
    writer.finish().ok()?;
    Some(out)
}

fn webp(pixels: &Pixels, profile: Option<&[u8]>) -> Option<Vec<u8>> {
    let kind = match pixels.kind {
        Kind::Shade => WebPColour::L8,
        Kind::Colour => WebPColour::Rgb8,
        Kind::Shining => WebPColour::Rgba8,
    };
    let mut out = Vec::new();
    let mut encoder = WebPEncoder::new(&mut out);
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile.to_vec());
    }
    encoder.encode(&pixels.bytes, pixels.width, pixels.height, kind).ok()?;
    Some(out)
}
