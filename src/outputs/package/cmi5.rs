//! Packages of cmi5: `cmi5.xml` by its course structure of 2016, with an
//! assignable unit for each course.

use super::{Course, Pathway, about, pack, xml};
use crate::base::{Diagnosed, Hash, url};
use crate::model::catalog::{Identity, PageId};
use crate::model::extension::{Package, Packing, RenderContext};
use crate::model::site::Site;
use crate::outputs::html::address;

/// Packages of cmi5.
pub struct Cmi5;

impl Packing for Cmi5 {
    fn name(&self) -> &'static str {
        "cmi5"
    }

    fn pack(&self, ctx: &RenderContext<'_>, path: PageId) -> Option<Diagnosed<Package>> {
        pack(ctx, path, include_str!("cmi5.js"), ("cmi5.xml", &structure))
    }
}

fn structure(site: &Site, path: &Pathway<'_>) -> String {
    let units: String = path.courses.iter().map(|course| unit(site, path, course)).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <courseStructure xmlns=\"https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd\">\n\
         <course id=\"{}\">\n{}</course>\n{units}</courseStructure>\n",
        xml(&iri(site, path.identity)),
        texts(site, &path.identity.title, about(path.identity)),
    )
}

fn unit(site: &Site, path: &Pathway<'_>, course: &Course<'_>) -> String {
    let rule = match course.module.questions.is_empty() {
        true => "moveOn=\"Completed\"".to_string(),
        false => format!("moveOn=\"Passed\" masteryScore=\"{}\"", share(path.pass)),
    };
    format!(
        "<au id=\"{}\" launchMethod=\"AnyWindow\" {rule}>\n{}<url>{}</url>\n</au>\n",
        xml(&iri(site, course.identity)),
        texts(site, &course.identity.title, course.about()),
        xml(&url::encode_path(course.identity.output.as_str())),
    )
}

fn texts(site: &Site, title: &str, description: &str) -> String {
    let lang = xml(&site.config.lang);
    let text = |text: &str| format!("<langstring lang=\"{lang}\">{}</langstring>", xml(text));
    let (title, description) = (text(title), text(description));
    format!("<title>{title}</title>\n<description>{description}</description>\n")
}

/// Writes percent as a part of one.
fn share(percent: u32) -> String {
    format!("{}.{:02}", percent / 100, percent % 100)
}

/// Returns what a page is known by everywhere: its address, else a number made
/// of the names of the site and the page.
fn iri(site: &Site, identity: &Identity) -> String {
    if let Some(address) = address::whole(&site.config, &identity.output) {
        return address;
    }
    let hash = Hash::of_parts(&[site.title.as_bytes(), identity.id.as_bytes()]);
    let digits: String = hash.bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    // A number of version 8 is made as its maker likes.
    format!(
        "urn:uuid:{}-{}-8{}-8{}-{}",
        part(0, 8),
        part(8, 12),
        part(13, 16),
        part(17, 20),
        part(20, 32)
    )
}
