use std::path::PathBuf;

/// Run by the tests of `key_service`, each time in a login of its own.
#[tokio::test]
#[ignore = "run by the tests of key_service"]
async fn probe() {
    let read = |name: &str| std::env::var(name).unwrap();
    crate::key_service::probe(
        &PathBuf::from(read("PROBE_FOLDER")),
        &read("PROBE_ACTS"),
        &PathBuf::from(read("PROBE_REPORT")),
    )
    .await;
}
