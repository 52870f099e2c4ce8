//! The browser's stand-in for a drop on the window: it knows no paths, so it sends the bytes, which are laid in a
//! folder of their own and offered as if they had been dropped there.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};

use super::{Client, Door, refusal, unreadable};

/// All files of one offer: a request is held in memory.
pub(super) const LARGEST_OFFER: usize = 512 * 1024 * 1024;
const MOST_FILES: usize = 20_000;
const LONGEST_PATH: usize = 1_000;

/// Each file as: the length of its path (4 bytes), the length of its content (8 bytes), both little-endian; the path;
/// the content.
pub(super) async fn offer(
    State(door): State<Arc<Door>>,
    Query(query): Query<Client>,
    body: Bytes,
) -> Response {
    let Some(desk) = door.clients.desk(&query.client) else {
        return refusal(&unreadable());
    };
    let number = door.offers.fetch_add(1, Ordering::Relaxed);
    let folder = door.offered.join(number.to_string());
    let laid_down = tokio::task::spawn_blocking(move || lay_down(&body, &folder)).await;
    let Ok(Some(paths)) = laid_down else {
        return refusal(&unreadable());
    };
    match desk.offer_files(paths).await {
        Ok(_) => axum::Json(serde_json::json!({})).into_response(),
        Err(error) => refusal(&error),
    }
}

/// The files and folders as they were handed in. `None`: not as agreed, or it cannot be written.
fn lay_down(mut body: &[u8], folder: &Path) -> Option<Vec<PathBuf>> {
    std::fs::create_dir_all(folder).ok()?;
    let mut handed_in: Vec<PathBuf> = Vec::new();
    for _ in 0..MOST_FILES {
        if body.is_empty() {
            break;
        }
        let path =
            usize::try_from(u32::from_le_bytes(take(&mut body, 4)?.try_into().ok()?)).ok()?;
        let content =
            usize::try_from(u64::from_le_bytes(take(&mut body, 8)?.try_into().ok()?)).ok()?;
        if path > LONGEST_PATH {
            return None;
        }
        let path = Path::new(std::str::from_utf8(take(&mut body, path)?).ok()?);
        let content = take(&mut body, content)?;
        let is_below = path
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        let first = path.components().next().filter(|_| is_below)?;
        let target = folder.join(path);
        std::fs::create_dir_all(target.parent()?).ok()?;
        std::fs::File::create_new(&target).ok()?;
        std::fs::write(&target, content).ok()?;
        let first = folder.join(first);
        if handed_in.last() != Some(&first) && !handed_in.contains(&first) {
            handed_in.push(first);
        }
    }
    body.is_empty().then_some(handed_in)
}

fn take<'a>(body: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, rest) = body.split_at_checked(length)?;
    *body = rest;
    Some(taken)
}

#[cfg(test)]
mod tests {
    use super::lay_down;

    fn sent(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut body = Vec::new();
        for (path, content) in files {
            body.extend(u32::try_from(path.len()).unwrap().to_le_bytes());
            body.extend((content.len() as u64).to_le_bytes());
            body.extend(path.as_bytes());
            body.extend(*content);
        }
        body
    }

    #[test]
    fn what_is_sent_lies_in_its_folder_and_is_offered_by_its_top() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("1");
        let body = sent(&[
            ("a.txt", b"et"),
            ("bilag/b.txt", b"to"),
            ("bilag/c.txt", b""),
        ]);
        let offered = lay_down(&body, &root).unwrap();
        assert_eq!(offered, [root.join("a.txt"), root.join("bilag")]);
        assert_eq!(std::fs::read(root.join("bilag/b.txt")).unwrap(), b"to");
    }

    #[test]
    fn nothing_is_written_outside_and_nothing_half_is_taken() {
        let whole = sent(&[("a.txt", b"indhold")]);
        let check = |body: &[u8]| {
            let folder = tempfile::tempdir().unwrap();
            let root = folder.path().join("1");
            assert!(lay_down(body, &root).is_none());
            let beside = std::fs::read_dir(folder.path()).unwrap().count();
            assert_eq!(beside, 1, "only its own folder");
        };
        for path in ["../a.txt", "/etc/a.txt", "b/../../a.txt", "", "."] {
            check(&sent(&[(path, b"x")]));
        }
        check(&sent(&[("a.txt", b"x"), ("a.txt", b"y")]));
        for end in 1..whole.len() {
            check(&whole[..end]);
        }
        let mut lying = whole.clone();
        lying[4..12].copy_from_slice(&u64::MAX.to_le_bytes());
        check(&lying);
    }
}
