//! Which nodes of a flow lie on a circle with each other.

/// Returns for each node the number of its circle: nodes have one number when
/// each can be reached from the other. `leaving` has what each node leads to.
/// Every edge is walked twice (Kosaraju and Sharir), and nothing recurses.
pub(in crate::stages::parse) fn circles(leaving: &[Vec<usize>]) -> Vec<usize> {
    let mut arriving = vec![Vec::new(); leaving.len()];
    for (from, targets) in leaving.iter().enumerate() {
        for to in targets {
            if let Some(arriving) = arriving.get_mut(*to) {
                arriving.push(from);
            }
        }
    }
    let mut circles = vec![0; leaving.len()];
    let mut is_seen = vec![false; leaving.len()];
    for (number, node) in by_end(leaving).into_iter().rev().enumerate() {
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            if see(&mut is_seen, node)
                && let Some(circle) = circles.get_mut(node)
            {
                *circle = number;
                open.extend(arriving.get(node).into_iter().flatten());
            }
        }
    }
    circles
}

/// Returns the nodes in the order in which a walk is done with them.
fn by_end(leaving: &[Vec<usize>]) -> Vec<usize> {
    let mut done = Vec::with_capacity(leaving.len());
    let mut is_seen = vec![false; leaving.len()];
    for root in 0..leaving.len() {
        let mut open = Vec::new();
        if see(&mut is_seen, root) {
            open.push((root, 0));
        }
        while let Some((node, at)) = open.pop() {
            let Some(next) = leaving.get(node).and_then(|targets| targets.get(at)) else {
                done.push(node);
                continue;
            };
            open.push((node, at + 1));
            if see(&mut is_seen, *next) {
                open.push((*next, 0));
            }
        }
    }
    done
}

/// Marks a node; tells whether it was not marked before.
fn see(is_seen: &mut [bool], node: usize) -> bool {
    is_seen.get_mut(node).is_some_and(|is_seen| !std::mem::replace(is_seen, true))
}

#[cfg(test)]
mod tests {
    use super::circles;

    #[test]
    fn what_leads_back_is_one_circle() {
        // 0 -> 1 -> 2 -> 1, 2 -> 3; 4 -> 1 only leads back in the list.
        let numbers = circles(&[vec![1], vec![2], vec![1, 3], vec![], vec![1]]);
        assert_eq!(numbers[1], numbers[2]);
        let mut others = [numbers[0], numbers[1], numbers[3], numbers[4]].to_vec();
        others.sort_unstable();
        others.dedup();
        assert_eq!(others.len(), 4);
    }

    #[test]
    fn a_long_way_does_not_recurse() {
        let leaving: Vec<Vec<usize>> =
            (0..100_000).map(|node| vec![(node + 1) % 100_000]).collect();
        let numbers = circles(&leaving);
        assert!(numbers.iter().all(|number| *number == numbers[0]));
    }
}
