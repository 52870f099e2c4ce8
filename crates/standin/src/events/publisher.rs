use anyhow::{Result, bail};
use lapin::options::{BasicPublishOptions, ConfirmSelectOptions};
use lapin::{BasicProperties, Channel, Confirmation, Connection};

use super::broker::BrokerPlace;

/// Puts messages in queues, and knows of each that it lies there.
pub struct Publisher {
    channel: Channel,
    /// Open as long as this lives.
    _connection: Connection,
}

impl Publisher {
    pub async fn connect(place: &BrokerPlace) -> Result<Self> {
        let connection = place.connect().await?;
        let channel = connection.create_channel().await?;
        channel
            .confirm_select(ConfirmSelectOptions::default())
            .await?;
        Ok(Self {
            channel,
            _connection: connection,
        })
    }

    /// Written to disk before this returns.
    pub async fn publish(&self, queue: &str, message: &[u8]) -> Result<()> {
        const ON_DISK: u8 = 2;
        let confirmed = self
            .channel
            .basic_publish(
                "".into(),
                queue.into(),
                BasicPublishOptions {
                    mandatory: true,
                    ..BasicPublishOptions::default()
                },
                message,
                BasicProperties::default().with_delivery_mode(ON_DISK),
            )
            .await?
            .await?;
        match confirmed {
            Confirmation::Ack(None) => Ok(()),
            Confirmation::Ack(Some(_)) => bail!("there is no queue {queue}"),
            Confirmation::Nack(_) | Confirmation::NotRequested => {
                bail!("the broker did not take the message")
            }
        }
    }
}
