//! A sheet as one HTML file, to be printed. It loads nothing and runs
//! nothing.

use super::parts::{Part, Table};
use crate::text::html::escape;

/// How it looks: on paper each table repeats its head, and no row is broken.
const STYLE: &str = "body{font:11pt/1.4 system-ui,sans-serif;margin:2rem auto;max-width:60rem;\
padding:0 1rem;color:#111;background:#fff}\
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:1.8rem;break-after:avoid}\
h3{font-size:1rem;break-after:avoid}\
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}\
th,td{border:1px solid #555;padding:.3rem .4rem;text-align:left;vertical-align:top;\
overflow-wrap:anywhere}th{white-space:nowrap}thead{display:table-header-group}tr{break-inside:avoid}\
td.blank{min-width:4.5rem;height:2rem}\
@page{margin:14mm}@media print{body{margin:0;max-width:none;padding:0;font-size:9.5pt}\
.wide{overflow:visible}}";

/// Writes the parts of a sheet.
pub(super) fn write(title: &str, parts: &[Part]) -> String {
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <title>Exercise: {}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n",
        escape(title)
    );
    for part in parts {
        match part {
            Part::Title(text) => element("h1", text, &mut out),
            Part::Section(text) => element("h2", text, &mut out),
            Part::Below(text) => element("h3", text, &mut out),
            Part::Text(text) => element("p", text, &mut out),
            Part::List(items) => {
                out.push_str("<ul>\n");
                items.iter().for_each(|item| element("li", item, &mut out));
                out.push_str("</ul>\n");
            }
            Part::Table(table) => self::table(table, &mut out),
        }
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn element(name: &str, text: &str, out: &mut String) {
    out.push_str(&format!("<{name}>{}</{name}>\n", escape(text)));
}

fn table(table: &Table, out: &mut String) {
    out.push_str("<div class=\"wide\"><table>\n<thead><tr>");
    for head in table.head.iter().chain(&table.blank) {
        out.push_str(&format!("<th scope=\"col\">{}</th>", escape(head)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for cell in row {
            let class = if cell.is_empty() { " class=\"blank\"" } else { "" };
            out.push_str(&format!("<td{class}>{}</td>", escape(cell)));
        }
        out.push_str(&"<td class=\"blank\"></td>".repeat(table.blank.len()));
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n");
}
