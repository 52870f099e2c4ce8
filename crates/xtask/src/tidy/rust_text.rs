//! Just enough of Rust's lexical rules to tell code from comments and strings.

/// A Rust source taken apart.
pub(super) struct RustText {
    /// The source with comments and the insides of strings blanked; lines stay where they were.
    pub(super) code: String,
    /// Each string literal's inside as written, with the line it begins on (from 1).
    pub(super) strings: Vec<(usize, String)>,
}

impl RustText {
    pub(super) fn of(source: &str) -> Self {
        let mut reader = Reader {
            rest: source.chars().collect(),
            at: 0,
            line: 1,
            code: String::with_capacity(source.len()),
            strings: Vec::new(),
        };
        while reader.at < reader.rest.len() {
            reader.step();
        }
        Self {
            code: reader.code,
            strings: reader.strings,
        }
    }

    pub(super) fn line_at(&self, offset: usize) -> usize {
        1 + self.code.as_bytes()[..offset]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count()
    }
}

struct Reader {
    rest: Vec<char>,
    at: usize,
    line: usize,
    code: String,
    strings: Vec<(usize, String)>,
}

impl Reader {
    fn peek(&self, ahead: usize) -> char {
        self.rest.get(self.at + ahead).copied().unwrap_or('\0')
    }

    fn keep(&mut self) {
        let next = self.peek(0);
        self.code.push(next);
        self.line += usize::from(next == '\n');
        self.at += 1;
    }

    fn blank(&mut self) -> char {
        let next = self.peek(0);
        self.code.push(if next == '\n' { '\n' } else { ' ' });
        self.line += usize::from(next == '\n');
        self.at += 1;
        next
    }

    fn more(&self) -> bool {
        self.at < self.rest.len()
    }

    fn step(&mut self) {
        let after_word = self
            .code
            .chars()
            .next_back()
            .is_some_and(|last| last.is_alphanumeric() || last == '_');
        match (self.peek(0), self.peek(1)) {
            ('/', '/') => {
                while self.more() && self.peek(0) != '\n' {
                    self.blank();
                }
            }
            ('/', '*') => self.block_comment(),
            ('"', _) => self.string(),
            ('r', '"' | '#') if !after_word => self.raw_string(),
            ('b' | 'c', 'r') if !after_word && matches!(self.peek(2), '"' | '#') => {
                self.keep();
                self.raw_string();
            }
            // 'x' and '\n' are characters; 'a without an end is a lifetime.
            ('\'', '\\') => {
                self.keep();
                self.blank();
                self.blank();
                while self.more() && self.peek(0) != '\'' {
                    self.blank();
                }
                self.keep();
            }
            ('\'', _) if self.peek(2) == '\'' => {
                self.keep();
                self.blank();
                self.keep();
            }
            _ => self.keep(),
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0;
        while self.more() {
            match (self.peek(0), self.peek(1)) {
                ('/', '*') => {
                    depth += 1;
                    self.blank();
                    self.blank();
                }
                ('*', '/') => {
                    depth -= 1;
                    self.blank();
                    self.blank();
                    if depth == 0 {
                        return;
                    }
                }
                _ => {
                    self.blank();
                }
            }
        }
    }

    fn string(&mut self) {
        let line = self.line;
        let mut inside = String::new();
        self.keep();
        while self.more() && self.peek(0) != '"' {
            if self.peek(0) == '\\' {
                inside.push(self.blank());
            }
            if self.more() {
                inside.push(self.blank());
            }
        }
        self.keep();
        self.strings.push((line, inside));
    }

    fn raw_string(&mut self) {
        let line = self.line;
        let mut hashes = 0;
        while self.peek(1 + hashes) == '#' {
            hashes += 1;
        }
        if self.peek(1 + hashes) != '"' {
            // r#name: an identifier.
            self.keep();
            return;
        }
        for _ in 0..hashes + 2 {
            self.keep();
        }
        let mut inside = String::new();
        while self.more()
            && !(self.peek(0) == '"' && (1..=hashes).all(|ahead| self.peek(ahead) == '#'))
        {
            inside.push(self.blank());
        }
        for _ in 0..=hashes {
            if self.more() {
                self.keep();
            }
        }
        self.strings.push((line, inside));
    }
}
