//! Packages of SCORM 1.2: `imsmanifest.xml` by IMS Content Packaging 1.1.2
//! with the extensions of ADL.

use super::{Course, Pathway, element_id, pack, xml};
use crate::base::{Diagnosed, SitePath, url};
use crate::model::catalog::PageId;
use crate::model::extension::{Package, Packing, RenderContext};
use crate::model::site::Site;

/// Packages of SCORM 1.2.
pub struct Scorm12;

/// The resource of what all courses need.
const SHARED: &str = "shared";
/// The schema allows no longer title.
const LONGEST_TITLE: usize = 200;
/// The schema allows no longer version.
const LONGEST_VERSION: usize = 16;

impl Packing for Scorm12 {
    fn name(&self) -> &'static str {
        "scorm12"
    }

    fn pack(&self, ctx: &RenderContext<'_>, path: PageId) -> Option<Diagnosed<Package>> {
        pack(ctx, path, include_str!("scorm12.js"), ("imsmanifest.xml", &manifest))
    }
}

fn manifest(_: &Site, path: &Pathway<'_>) -> String {
    let items: String = path.courses.iter().map(|course| item(path, course)).collect();
    let resources: String = path.courses.iter().map(resource).collect();
    let version = path.version.get(..LONGEST_VERSION).unwrap_or_default();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <manifest identifier=\"{id}\" version=\"{version}\" \
         xmlns=\"http://www.imsproject.org/xsd/imscp_rootv1p1p2\" \
         xmlns:adlcp=\"http://www.adlnet.org/xsd/adlcp_rootv1p2\">\n\
         <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>\n\
         <organizations default=\"path\">\n<organization identifier=\"path\">\n\
         <title>{title}</title>\n{items}</organization>\n</organizations>\n\
         <resources>\n{resources}\
         <resource identifier=\"{SHARED}\" type=\"webcontent\" adlcp:scormtype=\"asset\">\n\
         {files}</resource>\n</resources>\n</manifest>\n",
        id = element_id("handover-", &path.identity.id),
        title = title(&path.identity.title),
        files = path.shared.iter().map(file).collect::<String>(),
    )
}

/// Writes a course in its place in the path.
fn item(path: &Pathway<'_>, course: &Course<'_>) -> String {
    let id = &course.identity.id;
    let mastery = match course.module.questions.is_empty() {
        true => String::new(),
        false => format!("<adlcp:masteryscore>{}</adlcp:masteryscore>", path.pass),
    };
    format!(
        "<item identifier=\"{}\" identifierref=\"{}\" isvisible=\"true\">\
         <title>{}</title>{mastery}</item>\n",
        element_id("item-", id),
        element_id("sco-", id),
        title(&course.identity.title),
    )
}

/// Writes the files of a course.
fn resource(course: &Course<'_>) -> String {
    let page = &course.identity.output;
    format!(
        "<resource identifier=\"{}\" type=\"webcontent\" adlcp:scormtype=\"sco\" href=\"{}\">\n\
         {}{}<dependency identifierref=\"{SHARED}\"/>\n</resource>\n",
        element_id("sco-", &course.identity.id),
        xml(&url::encode_path(page.as_str())),
        file(page),
        course.files.iter().map(file).collect::<String>(),
    )
}

fn file(path: &SitePath) -> String {
    format!("<file href=\"{}\"/>\n", xml(&url::encode_path(path.as_str())))
}

fn title(text: &str) -> String {
    xml(&text.chars().take(LONGEST_TITLE).collect::<String>())
}
