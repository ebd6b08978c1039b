//! In which order the nodes of a chart are read. A chart names its nodes in
//! any order, lanes one after the other; readers follow the arrows.

/// Returns the nodes in the order of a process, with what leads on before
/// what it leads to; `leaving` has what each node leads to. What nothing
/// leads to begins, in the order in which it is named. Nothing recurses.
pub(super) fn order(leaving: &[Vec<usize>]) -> Vec<usize> {
    let mut is_seen = vec![false; leaving.len()];
    let mut order = Vec::with_capacity(leaving.len());
    for begin in begins(leaving).into_iter().rev() {
        let mut open = Vec::new();
        visit(begin, leaving, (&mut is_seen, &mut open));
        while let Some((node, left)) = open.pop() {
            // The last one first: the order is turned round in the end.
            match leaving.get(node).and_then(|targets| targets.get(left.checked_sub(1)?)) {
                Some(next) => {
                    open.push((node, left - 1));
                    visit(*next, leaving, (&mut is_seen, &mut open));
                }
                None => order.push(node),
            }
        }
    }
    order.reverse();
    order
}

type Walk<'a> = (&'a mut [bool], &'a mut Vec<(usize, usize)>);

fn visit(node: usize, leaving: &[Vec<usize>], (is_seen, open): Walk<'_>) {
    if is_seen.get_mut(node).is_some_and(|seen| !std::mem::replace(seen, true)) {
        open.push((node, leaving.get(node).map_or(0, Vec::len)));
    }
}

/// Returns where to begin so that every node is reached.
fn begins(leaving: &[Vec<usize>]) -> Vec<usize> {
    let mut arrives = vec![false; leaving.len()];
    for (from, targets) in leaving.iter().enumerate() {
        for to in targets.iter().filter(|to| **to != from) {
            arrives.get_mut(*to).into_iter().for_each(|arrives| *arrives = true);
        }
    }
    let mut begins: Vec<usize> =
        (0..leaving.len()).filter(|node| arrives.get(*node) == Some(&false)).collect();
    let mut is_reached = vec![false; leaving.len()];
    let mut open = begins.clone();
    for node in 0..leaving.len() {
        while let Some(at) = open.pop() {
            if is_reached.get_mut(at).is_some_and(|seen| !std::mem::replace(seen, true)) {
                open.extend(leaving.get(at).into_iter().flatten());
            }
        }
        if is_reached.get(node) == Some(&false) {
            begins.push(node);
            open.push(node);
        }
    }
    begins
}

#[cfg(test)]
mod tests {
    use super::order;

    #[test]
    fn what_leads_on_comes_first() {
        assert_eq!(order(&[vec![1], vec![2, 3], vec![4], vec![4], vec![]]), [0, 1, 2, 3, 4]);
        // Lanes: 0 and 1 are named first and come last.
        assert_eq!(order(&[vec![1], vec![], vec![3], vec![0]]), [2, 3, 0, 1]);
        assert_eq!(order(&[vec![2], vec![2], vec![]]), [0, 1, 2]);
        // A circle begins with what is named first, and leads back to it.
        assert_eq!(order(&[vec![1], vec![2], vec![0]]), [0, 1, 2]);
        assert_eq!(order(&[vec![0], vec![]]), [0, 1]);
    }

    #[test]
    fn a_long_way_does_not_recurse() {
        let leaving: Vec<Vec<usize>> = (1..=50_000).map(|next| vec![next % 50_000]).collect();
        assert!(order(&leaving).into_iter().eq(0..50_000));
    }
}
