use sagsbord_contract::{CaseNews, CaseNewsWhat, DeskEvent};
use sagsbord_domain::{CaseId, EmployeeId};

use crate::app::App;

impl App {
    /// Said after a change is kept, so that whoever looks at the case sees it. Ids and a word: what was changed is
    /// asked for by those who may see it.
    pub(crate) fn case_changed(
        &self,
        case: CaseId,
        what: CaseNewsWhat,
        by: impl Into<Option<EmployeeId>>,
    ) {
        self.tell_all(DeskEvent::CaseChanged(CaseNews {
            case_id: case.to_string(),
            what,
            employee_id: by.into().map(|employee| employee.to_string()),
            at: self.clock.now().to_rfc3339(),
        }));
    }
}
