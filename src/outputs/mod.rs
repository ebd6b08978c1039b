//! What a site is published as. One module an output; each lists its files
//! and makes them from the finished site, and none knows another.

pub mod again;
pub mod alerts;
pub mod assets;
pub mod calendar;
pub mod due;
pub mod html;
pub mod json;
pub mod llms;
pub mod markdown;
pub mod offline;
pub mod package;
pub mod redirects;
pub mod search;
pub mod sign_off;
