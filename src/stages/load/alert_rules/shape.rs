//! What a document of YAML or JSON is, told from its keys, and the alerts in
//! it: rules of Prometheus and of tools that read the same, manifests of the
//! operator, rules and dashboards of Grafana, answers of their interfaces.

use super::{Read, Reader, Told};
use crate::text::data::Node;

/// Panels of a dashboard in rows in each other.
const DEEPEST: usize = 16;

impl Reader<'_> {
    /// Reads the alerts of a document.
    pub(super) fn document(&mut self, node: &Node) -> Read {
        match (node.as_list(), node.as_map()) {
            (Some(list), _) => self.entries(list),
            (_, Some(_)) => self.map(node),
            _ => Read::Nothing,
        }
    }

    fn map(&mut self, node: &Node) -> Read {
        let list = |key: &str| node.get(key).and_then(Node::as_list);
        if node.get("apiVersion").is_some() && node.get("kind").is_some() {
            return self.manifest(node);
        }
        if let Some(groups) = list("groups") {
            return self.groups(groups);
        }
        if let Some(data) = node.get("data").filter(|data| data.get("groups").is_some()) {
            return self.map(data);
        }
        if let Some(route) = node.get("route") {
            return self.route(route);
        }
        if node.get("receivers").is_some() {
            return Read::Some;
        }
        if let Some(dashboard) = node.get("dashboard") {
            return self.map(dashboard);
        }
        if list("panels").or(list("rows")).is_some() {
            return self.panels(node, 0);
        }
        if self.rule(node) {
            return Read::Alerts;
        }
        self.folders(node)
    }

    /// Reads a manifest of Kubernetes, or a list of them.
    fn manifest(&mut self, node: &Node) -> Read {
        if let Some(items) = node.get("items").and_then(Node::as_list) {
            let read = items.iter().map(|item| match item.get("items") {
                Some(_) => Read::Other,
                None => self.document(item),
            });
            return read.fold(Read::Other, Read::max);
        }
        if let Some(spec) = node.get("spec") {
            if let Some(groups) = spec.get("groups").and_then(Node::as_list) {
                return self.groups(groups);
            }
            if let Some(route) = spec.get("route").filter(|_| is_kind(node, "AlertmanagerConfig")) {
                return self.route(route);
            }
        }
        let holds_rules =
            |value: &Node| value.as_text().is_some_and(|text| text.contains("- alert:"));
        let data = node.get("data").and_then(Node::as_map).filter(|_| is_kind(node, "ConfigMap"));
        let text = data.into_iter().flatten().find(|entry| holds_rules(&entry.value));
        if let Some(entry) = text {
            let help = "check the file that it is made of";
            self.problem(entry.key.range, "rules in a text of a `ConfigMap` are not read", help);
        }
        Read::Other
    }

    /// Reads groups of rules.
    fn groups(&mut self, groups: &[Node]) -> Read {
        for group in groups {
            let rules = group.get("rules").and_then(Node::as_list).unwrap_or_default();
            rules.iter().for_each(|rule| {
                self.rule(rule);
            });
        }
        Read::Alerts
    }

    /// Reads a rule; false if it is none that alerts.
    fn rule(&mut self, node: &Node) -> bool {
        let api = node.get("type").and_then(Node::as_text) == Some("alerting");
        let grafana = node.get("grafana_alert").and_then(|own| own.get("title"));
        let provisioned =
            ["condition", "ruleGroup", "data"].iter().any(|key| node.get(key).is_some());
        let name = node
            .get("alert")
            .filter(|_| node.get("record").is_none())
            .or(grafana)
            .or_else(|| node.get("title").filter(|_| provisioned))
            .or_else(|| node.get("name").filter(|_| api));
        let Some(name) = name.filter(|name| name.as_text().is_some()) else { return false };
        let told = Told { labels: node.get("labels"), annotations: node.get("annotations") };
        self.alert(name, told);
        true
    }

    /// Reads a list: of names, of rules, of groups, of alerts of dashboards.
    fn entries(&mut self, list: &[Node]) -> Read {
        let mut read = Read::Nothing;
        for node in list {
            let is_group = node.get("rules").and_then(Node::as_list).is_some();
            let keys = ["dashboardId", "dashboardUid", "dashboardUID", "dashboard_id"];
            let is_old = keys.iter().any(|key| node.get(key).is_some());
            if node.as_text().is_some() {
                self.alert(node, Told::default());
                read = Read::Alerts;
            } else if is_group {
                read = self.groups(std::slice::from_ref(node));
            } else if self.rule(node) {
                read = Read::Alerts;
            } else if let Some(name) = node.get("name").filter(|_| is_old) {
                self.alert(name, Told::default());
                read = Read::Alerts;
            }
        }
        read
    }

    /// Reads folders of Grafana, each with its groups.
    fn folders(&mut self, node: &Node) -> Read {
        let is_group = |own: &Node| own.get("rules").and_then(Node::as_list).is_some();
        let mut read = Read::Nothing;
        for entry in node.as_map().unwrap_or_default() {
            let groups = entry.value.as_list().unwrap_or_default();
            if groups.first().is_some_and(is_group) {
                read = self.groups(groups);
            }
        }
        read
    }

    /// Reads the alerts of the panels of a dashboard.
    fn panels(&mut self, node: &Node, depth: usize) -> Read {
        if depth < DEEPEST {
            let lists = ["panels", "rows"].iter().filter_map(|key| node.get(key)?.as_list());
            for panel in lists.flatten() {
                if let Some(name) = panel.get("alert").and_then(|alert| alert.get("name")) {
                    self.alert(name, Told::default());
                }
                self.panels(panel, depth + 1);
            }
        }
        Read::Alerts
    }
}

fn is_kind(node: &Node, kind: &str) -> bool {
    node.get("kind").and_then(Node::as_text) == Some(kind)
}
