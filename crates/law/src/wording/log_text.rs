use sagsbord_domain::EmployeeId;
use sagsbord_domain::deadline::{Change, Deadline};

use super::{Words, as_sentence};

impl Words {
    /// Every entry, also those that were taken back: the case file shows what happened.
    pub(super) fn log(
        &self,
        deadline: &Deadline,
        person: &dyn Fn(EmployeeId) -> String,
        lines: &mut Vec<String>,
    ) {
        let entries = deadline.log.entries();
        if entries.is_empty() {
            return;
        }
        let in_effect: Vec<u32> = deadline.log.in_effect().map(|entry| entry.number).collect();
        lines.push(self.say("log.head", &[]));
        for entry in entries {
            let undoes = matches!(entry.change, Change::Undone { .. });
            let done = self.change(&entry.change);
            let done = match undoes || in_effect.contains(&entry.number) {
                true => done,
                false => self.say("log.undone", &[&done]),
            };
            lines.push(self.say(
                "log.line",
                &[
                    &entry.number.to_string(),
                    &self.instant(entry.at),
                    &person(entry.by),
                    done.trim_end(),
                ],
            ));
        }
    }

    fn change(&self, change: &Change) -> String {
        match change {
            Change::Stopped { from, on, why } => self.say(
                "log.stopped",
                &[
                    &self.moment(*from),
                    &self.say(&format!("ground.{}", on.code()), &[]),
                    &as_sentence(why),
                ],
            ),
            Change::Restarted { from, why } => {
                self.say("log.restarted", &[&self.moment(*from), &as_sentence(why)])
            }
            Change::Extended { told, why, .. } => {
                self.say("log.extended", &[&self.day(*told), &as_sentence(why)])
            }
            Change::LetterSent(letter) => self.say(
                "log.letter_sent",
                &[
                    &self.day(letter.sent),
                    &self.day(letter.new_day),
                    &as_sentence(&letter.ground),
                ],
            ),
            Change::DutyMet { on, why } => {
                self.say("log.duty_met", &[&self.day(*on), &as_sentence(why)])
            }
            Change::Told { due, on } => {
                self.say("log.told", &[&self.day(*on), &self.due_word(*due)])
            }
            Change::Moved { from, to, why } => self.say(
                "log.moved",
                &[
                    &self.due_word(*from),
                    &self.due_word(*to),
                    &as_sentence(why),
                ],
            ),
            Change::Completed { at } => self.say("log.completed", &[&self.moment(*at)]),
            Change::Undone { entry, why } => {
                self.say("log.undoes", &[&entry.to_string(), &as_sentence(why)])
            }
        }
    }
}
