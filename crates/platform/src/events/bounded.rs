use std::collections::HashMap;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_util::{AsyncRead, AsyncWrite};

/// A broker's line on which no message is longer than we would look at. What is beyond that is read and thrown away
/// before anybody has to keep it, so that a queue of giants costs no more than a queue of ordinary events.
pub(super) struct Bounded<S> {
    line: S,
    cutter: Cutter,
    /// Read and not yet handed on.
    ready: Vec<u8>,
    handed_on: usize,
}

/// Follows the frames (AMQP 0-9-1, section 4.2.3) and shortens the contents of messages.
struct Cutter {
    longest: u64,
    /// What may still be handed on of the content that each channel is in the middle of.
    left: HashMap<u16, u64>,
    at: At,
}

enum At {
    /// In the seven bytes before each frame's payload.
    Head(Vec<u8>),
    /// In a frame that says how long a content will be.
    ContentHead {
        channel: u16,
        frame: Vec<u8>,
        whole: usize,
    },
    /// So many bytes are handed on, then so many are not; the frame's last byte comes after them.
    Payload {
        kept: usize,
        dropped: usize,
        end: End,
    },
    /// It is no AMQP, and others say so better.
    Anything,
}

#[derive(Clone, Copy)]
enum End {
    Kept,
    Dropped,
}

const HEAD: usize = 7;
const CONTENT_HEAD: u8 = 2;
const CONTENT_BODY: u8 = 3;
/// Within its payload, behind two numbers that do not matter here.
const CONTENT_LENGTH: std::ops::Range<usize> = HEAD + 4..HEAD + 12;
const SCRATCH: usize = 64 << 10;

impl<S> Bounded<S> {
    pub(super) fn new(line: S, longest: usize) -> Self {
        Self {
            line,
            cutter: Cutter::new(longest as u64),
            ready: Vec::new(),
            handed_on: 0,
        }
    }
}

impl Cutter {
    fn new(longest: u64) -> Self {
        Self {
            longest,
            left: HashMap::new(),
            at: At::Head(Vec::with_capacity(HEAD)),
        }
    }

    fn cut(&mut self, mut come: &[u8], out: &mut Vec<u8>) -> io::Result<()> {
        while !come.is_empty() {
            come = match &mut self.at {
                At::Anything => {
                    out.extend_from_slice(come);
                    &[]
                }
                At::Head(head) => {
                    let rest = fill(head, HEAD, come);
                    if head.len() == HEAD {
                        let head = std::mem::take(head);
                        self.at = self.begin(head, out)?;
                    }
                    rest
                }
                At::ContentHead {
                    channel,
                    frame,
                    whole,
                } => {
                    let rest = fill(frame, *whole, come);
                    if frame.len() == *whole {
                        let (channel, mut frame) = (*channel, std::mem::take(frame));
                        let left = shorten(&mut frame, self.longest)?;
                        self.left.insert(channel, left);
                        out.extend_from_slice(&frame);
                        self.at = At::Head(Vec::with_capacity(HEAD));
                    }
                    rest
                }
                At::Payload { kept, dropped, end } => {
                    let (now, rest) = come.split_at((*kept).min(come.len()));
                    out.extend_from_slice(now);
                    *kept -= now.len();
                    let (now, rest) = rest.split_at((*dropped).min(rest.len()));
                    *dropped -= now.len();
                    match rest.split_first() {
                        // Only reached when nothing is left to keep or to drop.
                        Some((last, rest)) => {
                            if matches!(end, End::Kept) {
                                out.push(*last);
                            }
                            self.at = At::Head(Vec::with_capacity(HEAD));
                            rest
                        }
                        None => rest,
                    }
                }
            };
        }
        Ok(())
    }

    fn begin(&mut self, mut head: Vec<u8>, out: &mut Vec<u8>) -> io::Result<At> {
        let [kind, c1, c2, s1, s2, s3, s4] = head[..] else {
            return Err(io::ErrorKind::InvalidData.into());
        };
        let channel = u16::from_be_bytes([c1, c2]);
        let size = u32::from_be_bytes([s1, s2, s3, s4]) as usize;
        Ok(match kind {
            CONTENT_HEAD if size > SCRATCH => return Err(io::ErrorKind::InvalidData.into()),
            CONTENT_HEAD => At::ContentHead {
                channel,
                frame: head,
                whole: HEAD + size + 1,
            },
            CONTENT_BODY => {
                let left = self.left.entry(channel).or_default();
                let kept = size.min(usize::try_from(*left).unwrap_or(usize::MAX));
                *left -= kept as u64;
                let end = if kept == 0 { End::Dropped } else { End::Kept };
                if kept > 0 {
                    // It is no longer than the size that it replaces.
                    let shown = u32::try_from(kept).unwrap_or(u32::MAX);
                    head[3..].copy_from_slice(&shown.to_be_bytes());
                    out.extend_from_slice(&head);
                }
                At::Payload {
                    kept,
                    dropped: size - kept,
                    end,
                }
            }
            // A method, or a sign of life.
            1 | 8 => {
                out.extend_from_slice(&head);
                At::Payload {
                    kept: size,
                    dropped: 0,
                    end: End::Kept,
                }
            }
            _ => {
                out.extend_from_slice(&head);
                At::Anything
            }
        })
    }
}

/// Takes what is missing of so many bytes, and gives back the rest.
fn fill<'a>(into: &mut Vec<u8>, whole: usize, come: &'a [u8]) -> &'a [u8] {
    let missing = whole.saturating_sub(into.len()).min(come.len());
    let (now, rest) = come.split_at(missing);
    into.extend_from_slice(now);
    rest
}

/// Says a shorter length where the content is longer than that, and how long it is to be.
fn shorten(frame: &mut [u8], longest: u64) -> io::Result<u64> {
    let place = frame
        .get_mut(CONTENT_LENGTH)
        .ok_or(io::ErrorKind::InvalidData)?;
    let said: [u8; 8] = place
        .try_into()
        .map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
    let length = u64::from_be_bytes(said).min(longest);
    place.copy_from_slice(&length.to_be_bytes());
    Ok(length)
}

impl<S: AsyncRead + Unpin> AsyncRead for Bounded<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        while this.handed_on == this.ready.len() {
            this.ready.clear();
            this.handed_on = 0;
            let mut scratch = [0; SCRATCH / 4];
            let read = ready!(Pin::new(&mut this.line).poll_read(context, &mut scratch))?;
            if read == 0 {
                return Poll::Ready(Ok(0));
            }
            this.cutter.cut(&scratch[..read], &mut this.ready)?;
        }
        let waiting = &this.ready[this.handed_on..];
        let now = waiting.len().min(into.len());
        into[..now].copy_from_slice(&waiting[..now]);
        this.handed_on += now;
        Poll::Ready(Ok(now))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Bounded<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        from: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.line).poll_write(context, from)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.line).poll_flush(context)
    }

    fn poll_close(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.line).poll_close(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(kind: u8, channel: u16, payload: &[u8]) -> Vec<u8> {
        let mut frame = vec![kind];
        frame.extend_from_slice(&channel.to_be_bytes());
        frame.extend_from_slice(&(payload.len() as u32).to_be_bytes());
        frame.extend_from_slice(payload);
        frame.push(0xce);
        frame
    }

    fn head(channel: u16, length: u64) -> Vec<u8> {
        let mut payload = vec![0, 60, 0, 0];
        payload.extend_from_slice(&length.to_be_bytes());
        payload.extend_from_slice(&[0x10, 0, 2]);
        frame(2, channel, &payload)
    }

    /// What comes out, in whatever pieces it came in.
    fn cut(come: &[u8]) -> Vec<u8> {
        let mut outs = Vec::new();
        for piece in [1, 3, 7, 8, 19, come.len().max(1)] {
            let mut cutter = Cutter::new(10);
            let mut out = Vec::new();
            for piece in come.chunks(piece) {
                cutter.cut(piece, &mut out).unwrap();
            }
            outs.push(out);
        }
        assert!(outs.iter().all(|out| *out == outs[0]));
        outs.swap_remove(0)
    }

    #[test]
    fn no_message_is_longer_than_the_bound_and_everything_else_is_as_it_came() {
        let check = |come: &[Vec<u8>], expected: &[Vec<u8>]| {
            assert_eq!(cut(&come.concat()), expected.concat());
        };
        let method = frame(1, 0, b"start");
        let alive = frame(8, 0, b"");
        let short = [head(1, 10), frame(3, 1, b"0123456789")];
        let same = [&[method.clone(), alive.clone()][..], &short].concat();
        check(&same, &same);
        // Cut in the middle of a frame, and the frames after it are gone.
        check(
            &[
                head(1, 25),
                frame(3, 1, b"01234567"),
                alive.clone(),
                frame(3, 1, b"89abcdefgh"),
                frame(3, 1, b"ijklmno"),
                method.clone(),
                head(1, 2),
                frame(3, 1, b"ab"),
            ],
            &[
                head(1, 10),
                frame(3, 1, b"01234567"),
                alive.clone(),
                frame(3, 1, b"89"),
                method.clone(),
                head(1, 2),
                frame(3, 1, b"ab"),
            ],
        );
        // Two channels do not disturb each other.
        check(
            &[
                head(1, 12),
                head(2, 11),
                frame(3, 1, b"0123456789ab"),
                frame(3, 2, b"0123456789a"),
            ],
            &[
                head(1, 10),
                head(2, 10),
                frame(3, 1, b"0123456789"),
                frame(3, 2, b"0123456789"),
            ],
        );
        check(&[head(1, 0), method.clone()], &[head(1, 0), method]);
        // Another protocol is somebody else's trouble.
        let other = b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec();
        let other = [other];
        check(&other, &other);
        check(&[], &[]);
    }

    #[test]
    fn a_head_that_cannot_be_one_ends_the_line() {
        let mut out = Vec::new();
        let mut cutter = Cutter::new(10);
        assert!(cutter.cut(&frame(2, 1, b"short"), &mut out).is_err());
        let mut cutter = Cutter::new(10);
        assert!(cutter.cut(&[2, 0, 1, 0xff, 0, 0, 0], &mut out).is_err());
    }
}
