use super::regime::RegimeRule;
use super::{ApplicantRole, Hours};
use crate::case::codes;

codes! {
    AktindsigtState {
        Received = "received",
        Collecting = "collecting",
        Reviewing = "reviewing",
        AwaitingApproval = "awaiting_approval",
        ReleasedInPart = "released_in_part",
        Released = "released",
        Refused = "refused",
        Forwarded = "forwarded",
        Withdrawn = "withdrawn",
    }
}

impl AktindsigtState {
    /// Somebody still works on it.
    pub const fn is_open(self) -> bool {
        !matches!(
            self,
            Self::Released | Self::Refused | Self::Forwarded | Self::Withdrawn
        )
    }
}

codes! {
    /// What a person does with a request as a whole.
    ActKind {
        /// The applicant was asked to narrow it.
        Narrow = "narrow",
        Collect = "collect",
        Review = "review",
        Forward = "forward",
        Withdraw = "withdraw",
        Refuse = "refuse",
        /// What was closed goes on.
        Reopen = "reopen",
    }
}

codes! {
    /// On what ground a request as a whole is not met.
    RefusalGround {
        /// It takes disproportionate effort.
        Effort = "effort",
        /// It serves an unlawful or vexatious purpose.
        Abuse = "abuse",
        /// It does not say what is asked for, also after a dialogue.
        NotIdentified = "not_identified",
        /// Nothing of what is asked for is there.
        NothingThere = "nothing_there",
    }
}

codes! {
    /// Why a request cannot take that step.
    StateFault {
        Closed = "closed",
        NotClosed = "not_closed",
        NotHere = "not_here",
        /// The applicant must be asked to narrow it first.
        NarrowFirst = "narrow_first",
        /// Less work than the ground asks for.
        TooFewHours = "too_few_hours",
        /// The rules chosen do not know that ground.
        GroundNotAllowed = "ground_not_allowed",
        RegimesNotChosen = "regimes_not_chosen",
        /// Refusing a journalist or a researcher takes markedly more than the usual hours.
        SpecialInterest = "special_interest",
    }
}

/// The state after an act.
pub fn after(state: AktindsigtState, act: ActKind) -> Result<AktindsigtState, StateFault> {
    use AktindsigtState as S;
    match act {
        ActKind::Reopen => match state {
            S::Refused | S::Forwarded | S::Withdrawn => Ok(S::Collecting),
            // What has been released is answered: what comes after is a new request.
            S::Released => Err(StateFault::NotHere),
            _ => Err(StateFault::NotClosed),
        },
        _ if !state.is_open() => Err(StateFault::Closed),
        ActKind::Narrow => Ok(state),
        ActKind::Collect => Ok(match state {
            S::Received => S::Collecting,
            other => other,
        }),
        ActKind::Review => match state {
            S::Received | S::Collecting => Ok(S::Reviewing),
            S::Reviewing => Ok(S::Reviewing),
            _ => Err(StateFault::NotHere),
        },
        // Something was given already: the rest is answered in the same way, document by document.
        // What lies with an approver comes back first.
        _ if matches!(state, S::ReleasedInPart | S::AwaitingApproval) => Err(StateFault::NotHere),
        ActKind::Forward => Ok(S::Forwarded),
        ActKind::Withdraw => Ok(S::Withdrawn),
        ActKind::Refuse => Ok(S::Refused),
    }
}

impl RefusalGround {
    /// Whether a request may be refused on this ground by the rules that were chosen for it.
    pub fn allowed(
        self,
        regimes: &[&RegimeRule],
        role: ApplicantRole,
        hours: Hours,
        was_narrowed: bool,
    ) -> Result<(), StateFault> {
        if regimes.is_empty() {
            return Err(StateFault::RegimesNotChosen);
        }
        match self {
            Self::NothingThere => Ok(()),
            Self::NotIdentified => match was_narrowed {
                true => Ok(()),
                false => Err(StateFault::NarrowFirst),
            },
            Self::Abuse => match regimes.iter().all(|rule| rule.may_be_abuse) {
                true => Ok(()),
                false => Err(StateFault::GroundNotAllowed),
            },
            Self::Effort => {
                let most = regimes.iter().map(|rule| rule.most_hours);
                let Some(most) = most.collect::<Option<Vec<_>>>() else {
                    return Err(StateFault::GroundNotAllowed);
                };
                let most = most.into_iter().max().unwrap_or_default();
                if !was_narrowed {
                    return Err(StateFault::NarrowFirst);
                }
                if !hours.exceeds(most) {
                    return Err(StateFault::TooFewHours);
                }
                // Markedly more: twice as much, so that nobody is refused for what is near the usual mark.
                if role == ApplicantRole::Journalist && !hours.exceeds(most.saturating_mul(2)) {
                    return Err(StateFault::SpecialInterest);
                }
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_act_is_for_the_states_it_makes_sense_in() {
        use AktindsigtState as S;
        let check = |state, act, expected: Result<S, StateFault>| {
            assert_eq!(after(state, act), expected, "{state:?} {act:?}");
        };
        for state in AktindsigtState::ALL.iter().copied() {
            for act in ActKind::ALL.iter().copied() {
                if act != ActKind::Reopen && !state.is_open() {
                    check(state, act, Err(StateFault::Closed));
                }
                if act == ActKind::Reopen && state.is_open() {
                    check(state, act, Err(StateFault::NotClosed));
                }
            }
        }
        check(S::Received, ActKind::Collect, Ok(S::Collecting));
        check(S::Reviewing, ActKind::Collect, Ok(S::Reviewing));
        check(S::Received, ActKind::Review, Ok(S::Reviewing));
        check(
            S::AwaitingApproval,
            ActKind::Review,
            Err(StateFault::NotHere),
        );
        check(
            S::AwaitingApproval,
            ActKind::Withdraw,
            Err(StateFault::NotHere),
        );
        check(S::Collecting, ActKind::Narrow, Ok(S::Collecting));
        check(S::Collecting, ActKind::Forward, Ok(S::Forwarded));
        check(S::ReleasedInPart, ActKind::Refuse, Err(StateFault::NotHere));
        check(
            S::ReleasedInPart,
            ActKind::Withdraw,
            Err(StateFault::NotHere),
        );
        check(S::Refused, ActKind::Reopen, Ok(S::Collecting));
        check(S::Released, ActKind::Reopen, Err(StateFault::NotHere));
    }
}
