use sha2::{Digest as _, Sha256};
use sqlx::{Row as _, SqliteConnection};

use sagsbord_domain::AktindsigtId;

use crate::vault::hex_of;
use crate::{Reader, StoreError, Writer};

/// Everything that an approval is about, a query each, in an order that does not depend on how it came there. What is
/// read is what would be given: whose request it is, the rules, the list with the bytes that lie behind it now, the
/// marks, the letter.
const PARTS: [&str; 5] = [
    "SELECT json_array(applicant_role, applicant_name, applicant_cpr, applicant_contact, on_behalf_of, identity_how,
        received_on, theme) AS part
     FROM aktindsigt WHERE id = $1",
    "SELECT json_array(regime, place) AS part FROM aktindsigt_regime WHERE aktindsigt_id = $1 ORDER BY place, regime",
    "SELECT json_array(i.id, i.number, i.title, i.dated, i.dispatched, i.direction, i.matter, i.sender, i.recipient,
        i.sha256, i.regime, i.decision, i.bases, i.answers, i.text, doc.id IS NULL, doc.blob_sha256) AS part
     FROM aktindsigt_item AS i LEFT JOIN document AS doc ON doc.id = i.document_id
     WHERE i.aktindsigt_id = $1 AND i.number > 0 ORDER BY i.id",
    "SELECT json_array(id, item_id, sha256, page, kind, areas, text, decision, basis, reason) AS part
     FROM aktindsigt_mark WHERE aktindsigt_id = $1 AND undone_by IS NULL ORDER BY id",
    "SELECT json_array(id, dated, text) AS part FROM aktindsigt_letter
     WHERE aktindsigt_id = $1 AND kind = 'decision' AND is_open = 1",
];

/// SHA-256 over all of it, each part with its length before it.
async fn print_of(conn: &mut SqliteConnection, id: AktindsigtId) -> Result<String, StoreError> {
    let mut hash = Sha256::new();
    for query in PARTS {
        let rows = sqlx::query(query)
            .bind(id.to_string())
            .fetch_all(&mut *conn)
            .await?;
        hash.update((rows.len() as u64).to_be_bytes());
        for row in &rows {
            let part: String = row.try_get("part")?;
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
    }
    Ok(hex_of(&hash.finalize()).to_string())
}

impl Reader {
    /// Only for a request that was found within somebody's reach. It covers the whole list, whoever may see it.
    pub async fn release_print(&mut self, id: AktindsigtId) -> Result<String, StoreError> {
        print_of(self, id).await
    }
}

impl Writer {
    /// The same, where nobody writes beside.
    pub async fn release_print(&mut self, id: AktindsigtId) -> Result<String, StoreError> {
        print_of(self, id).await
    }
}
