use std::io::Cursor;

use super::*;
use crate::BlobRef;

async fn keep(store: &Store, content: &[u8]) -> BlobRef {
    let mut writer = store.write().await.unwrap();
    let reference = store.put_blob(&mut writer, content).await.unwrap();
    writer.commit().await.unwrap();
    reference
}

#[tokio::test]
async fn a_blob_comes_back_as_it_was_at_every_length_around_a_chunk() {
    let (_folder, store) = new_store().await;
    for length in [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000] {
        let content: Vec<u8> = (0..length).map(|index: u32| (index % 251) as u8).collect();
        let reference = keep(&store, &content).await;
        assert_eq!(*store.read_blob(&reference, 1 << 20).await.unwrap(), content, "{length} bytes");

        let prepared = store.prepare_blob(Cursor::new(content.clone())).await.unwrap();
        assert_eq!(prepared.reference(), &reference, "read as a stream, {length} bytes");
    }
}
