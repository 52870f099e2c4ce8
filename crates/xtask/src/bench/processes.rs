use std::collections::BTreeMap;

use anyhow::{Context as _, Result, bail};

/// The proportional memory (PSS) of a process and all that it started, in bytes. Shared libraries
/// count by the share, so that the web view's processes can be added up.
pub(super) fn memory_of_tree(root: u32) -> Result<u64> {
    let parents = parents()?;
    let belongs = |mut process: u32| loop {
        if process == root {
            return true;
        }
        match parents.get(&process) {
            Some(parent) => process = *parent,
            None => return false,
        }
    };
    let mut total = 0;
    for process in parents.keys().copied().filter(|process| belongs(*process)) {
        // One that ended since it was listed holds nothing.
        let Ok(text) = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")) else {
            continue;
        };
        let line = text.lines().find_map(|line| line.strip_prefix("Pss:"));
        let kibibytes =
            line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        total += 1024 * kibibytes.with_context(|| format!("no Pss of process {process}"))?;
    }
    if total == 0 {
        bail!("process {root} is gone");
    }
    Ok(total)
}

/// Each process with the one that started it.
fn parents() -> Result<BTreeMap<u32, u32>> {
    let mut parents = BTreeMap::new();
    for entry in std::fs::read_dir("/proc")? {
        let Some(process) = entry?
            .file_name()
            .to_str()
            .and_then(|name| name.parse().ok())
        else {
            continue;
        };
        // The name, in parentheses, may hold anything; the parent is the second field after it.
        let parent = std::fs::read_to_string(format!("/proc/{process}/stat"))
            .ok()
            .and_then(|stat| {
                stat.rsplit_once(')')?
                    .1
                    .split_whitespace()
                    .nth(1)?
                    .parse()
                    .ok()
            });
        if let Some(parent) = parent {
            parents.insert(process, parent);
        }
    }
    Ok(parents)
}

#[cfg(target_os = "linux")]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::program;

    #[test]
    fn memory_is_that_of_the_whole_tree() {
        let mut shell = program("sh")
            .args(["-c", "sleep 20 & sleep 20"])
            .spawn()
            .unwrap();
        // Until the shell has started its own two.
        let children = (0..500).find_map(|_| {
            std::thread::sleep(std::time::Duration::from_millis(10));
            let all = parents().unwrap().into_iter();
            let children: Vec<u32> = all
                .filter(|(_, parent)| *parent == shell.id())
                .map(|(child, _)| child)
                .collect();
            (children.len() == 2).then_some(children)
        });
        let children = children.unwrap();
        let of_tree = memory_of_tree(shell.id()).unwrap();
        let of_children: u64 = children
            .iter()
            .map(|child| memory_of_tree(*child).unwrap())
            .sum();
        for child in children {
            program("kill").arg(child.to_string()).status().unwrap();
        }
        shell.kill().unwrap();
        shell.wait().unwrap();
        assert!(
            of_tree > of_children,
            "the shell's own memory adds to its children's: {of_tree} > {of_children}"
        );
        assert!(
            memory_of_tree(shell.id()).is_err(),
            "a process that is gone is an error, not zero"
        );
    }
}
