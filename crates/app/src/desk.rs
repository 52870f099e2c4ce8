mod calls;
mod events;
mod seat;
mod watch;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use sagsbord_contract::{DeskEvent, ErrorCode, SignedIn};
use sagsbord_domain::AuditRecord;
use sagsbord_domain::access::Session;
use sagsbord_domain::{AuditAct, CaseId, EmployeeId, danish_day};
use uuid::Uuid;

pub use events::DeskEvents;
pub(crate) use seat::Seat;

use crate::aktindsigt::review::PageLooked;
use crate::app::App;
use crate::deadlines::CalendarKept;
use crate::deadlines::warn::WarningsSeen;
use crate::ports::{Links, Notices};
use crate::quality_check::OpenTexts;
use crate::{AppError, settings};

/// What of a request was opened.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Reviewed {
    Request,
    Item,
    Bundle,
}

/// One person's place at Sagsbord: a window, or one browser tab of the development backend.
///
/// It has one method for each command of the contract, and holds who sits there.
pub struct Desk {
    app: Arc<App>,
    id: u64,
    seat: Mutex<Option<Seat>>,
    /// The case whose people a text was last checked with, and by whom.
    checked: Mutex<Option<(EmployeeId, CaseId)>>,
    searched: Mutex<Option<(DateTime<Utc>, Option<Uuid>)>>,
    /// The review, the document of it and the bundle that were logged as opened here last, and by whom.
    reviewed: Mutex<[Option<(EmployeeId, Uuid)>; 3]>,
    /// The page of a review that is shown here.
    page_look: Mutex<Option<PageLooked>>,
    /// What is being written here.
    pub(crate) open_texts: OpenTexts,
    calendar: Mutex<CalendarKept>,
    warnings: Mutex<WarningsSeen>,
    /// How whoever sits here is told of something while in another program; none where nobody can be.
    notices: OnceLock<Arc<dyn Notices>>,
    /// How an address is opened outside the program; none where nobody can.
    links: OnceLock<Arc<dyn Links>>,
}

impl Desk {
    pub fn new(app: Arc<App>) -> Arc<Self> {
        let id = app.next_desk();
        Arc::new(Self {
            app,
            id,
            seat: Mutex::new(None),
            checked: Mutex::new(None),
            searched: Mutex::new(None),
            reviewed: Mutex::new([None; 3]),
            page_look: Mutex::new(None),
            open_texts: OpenTexts::default(),
            calendar: Mutex::default(),
            warnings: Mutex::default(),
            notices: OnceLock::new(),
            links: OnceLock::new(),
        })
    }

    pub fn app(&self) -> &Arc<App> {
        &self.app
    }

    pub(crate) fn seat(&self) -> Option<Seat> {
        self.seat_slot().clone()
    }

    /// Somebody searches as she types, and the log needs a line now and then; one for each person looked up by number.
    pub(crate) fn is_first_search_in_a_while(
        &self,
        now: DateTime<Utc>,
        person: Option<(&'static str, Uuid)>,
    ) -> bool {
        const A_WHILE: TimeDelta = TimeDelta::minutes(5);
        let mut last = self.searched.lock().unwrap_or_else(PoisonError::into_inner);
        let person = person.map(|(_, id)| id);
        let is_same = last.is_some_and(|(at, before)| before == person && now - at < A_WHILE);
        if !is_same {
            *last = Some((now, person));
        }
        !is_same
    }

    /// A note is checked at every keystroke, and the log needs one line of it.
    pub(crate) fn is_first_check_of(&self, employee: EmployeeId, case: CaseId) -> bool {
        let mut checked = self.checked.lock().unwrap_or_else(PoisonError::into_inner);
        checked.replace((employee, case)) != Some((employee, case))
    }

    /// A review that lies open is asked for at every answer, and the log needs one line of it.
    pub(crate) fn is_first_look_at(&self, what: Reviewed, employee: EmployeeId, id: Uuid) -> bool {
        let mut reviewed = self.reviewed.lock().unwrap_or_else(PoisonError::into_inner);
        let [request, item, bundle] = &mut *reviewed;
        let last = match what {
            Reviewed::Request => request,
            Reviewed::Item => item,
            Reviewed::Bundle => bundle,
        };
        last.replace((employee, id)) != Some((employee, id))
    }

    /// The page that is shown from now on, and the one that was until now.
    pub(crate) fn turn_to_page(&self, page: Option<PageLooked>) -> Option<PageLooked> {
        let mut looked = self
            .page_look
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *looked, page)
    }

    pub(crate) fn with_calendar<T>(&self, work: impl FnOnce(&mut CalendarKept) -> T) -> T {
        work(&mut self.calendar.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn with_warnings<T>(&self, work: impl FnOnce(&mut WarningsSeen) -> T) -> T {
        work(&mut self.warnings.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Something that the calendar file or a warning rests on may have changed.
    pub(crate) fn look_again_at_deadlines(&self) {
        self.with_calendar(CalendarKept::look_again);
        self.with_warnings(WarningsSeen::look_again);
    }

    /// Said once, by the shell that can show them.
    pub fn show_notices_by(&self, notices: Arc<dyn Notices>) {
        let _ = self.notices.set(notices);
    }

    pub(crate) fn notices(&self) -> Option<Arc<dyn Notices>> {
        self.notices.get().cloned()
    }

    /// Said once, by the shell that can open them.
    pub fn open_links_by(&self, links: Arc<dyn Links>) {
        let _ = self.links.set(links);
    }

    pub(crate) fn links(&self) -> Option<Arc<dyn Links>> {
        self.links.get().cloned()
    }

    pub(crate) fn set_seat(&self, seat: Option<Seat>) {
        self.open_texts.forget_all();
        self.turn_to_page(None);
        *self.reviewed.lock().unwrap_or_else(PoisonError::into_inner) = [None; 3];
        *self.searched.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.look_again_at_deadlines();
        *self.seat_slot() = seat;
    }

    fn seat_slot(&self) -> std::sync::MutexGuard<'_, Option<Seat>> {
        // A poisoned lock only means that another call panicked; who sits here is still true.
        self.seat.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The rights of whoever sits here, read afresh, so that what was taken away is gone at once.
    pub(crate) async fn session(&self) -> Result<Session, AppError> {
        let seat = self
            .seat()
            .ok_or_else(|| AppError::new(ErrorCode::NotSignedIn))?;
        if seat.locked {
            return Err(AppError::new(ErrorCode::SessionLocked));
        }
        let now = self.app.clock.now();
        if seat.idle_at(now) {
            self.lock_seat().await?;
            return Err(AppError::new(ErrorCode::SessionLocked));
        }
        let mut reader = self.app.store().await?.read().await?;
        let employee = reader
            .find_employee(seat.employee)
            .await?
            .filter(|employee| employee.active);
        let Some(employee) = employee else {
            self.set_seat(None);
            self.tell(DeskEvent::DeskChanged);
            return Err(AppError::new(ErrorCode::NotSignedIn));
        };
        // A password somebody else chose opens nothing but the way to change it.
        let grants = if employee.must_change_password {
            Vec::new()
        } else {
            reader.grants_of(employee.id).await?
        };
        let beyond = reader.beyond_of(employee.id, now).await?;
        Ok(Session::new(employee.id, grants, danish_day(now)).and_beyond(beyond))
    }

    pub(crate) fn tell(&self, event: DeskEvent) {
        self.app.tell(Some(self.id), event);
    }

    /// Somebody is there: the idle time starts again.
    pub(crate) fn note_activity(&self) {
        if let Some(seat) = self.seat_slot().as_mut() {
            seat.last_active = self.app.clock.now();
        }
    }

    /// Hides everything until the password is given again. Does nothing when it is so already.
    pub(crate) async fn lock_seat(&self) -> Result<(), AppError> {
        let employee = {
            let mut slot = self.seat_slot();
            match slot.as_mut() {
                Some(seat) if !seat.locked => {
                    seat.locked = true;
                    seat.employee
                }
                _ => return Ok(()),
            }
        };
        self.open_texts.forget_all();
        self.tell(DeskEvent::Locked);
        let writer = self.app.store().await?.write().await?;
        writer
            .commit_with(
                &AuditRecord::new(employee, AuditAct::Locked),
                self.app.clock.now(),
            )
            .await?;
        Ok(())
    }

    /// Whether whoever sits here wants to be told of things while in another program.
    pub async fn wants_notifications(&self) -> bool {
        let Some(seat) = self.seat() else {
            return false;
        };
        settings::values::wants_notifications(&self.app, seat.employee)
            .await
            .unwrap_or(false)
    }

    /// Who sits here, for the screens; also while locked.
    pub(crate) async fn signed_in(&self) -> Result<Option<SignedIn>, AppError> {
        let Some(seat) = self.seat() else {
            return Ok(None);
        };
        let mut reader = self.app.store().await?.read().await?;
        let Some(employee) = reader.find_employee(seat.employee).await? else {
            return Ok(None);
        };
        let grants = reader.grants_of(employee.id).await?;
        let session = Session::new(employee.id, grants, danish_day(self.app.clock.now()));
        let lock_after_minutes = settings::values::lock_after_minutes(&mut reader).await?;
        Ok(Some(SignedIn {
            employee_id: employee.id.to_string(),
            name: employee.name,
            username: employee.username,
            roles: session.roles().into_iter().map(Into::into).collect(),
            rights: if employee.must_change_password {
                Vec::new()
            } else {
                session.rights().into_iter().map(Into::into).collect()
            },
            must_change_password: employee.must_change_password,
            lock_after_minutes,
        }))
    }
}
