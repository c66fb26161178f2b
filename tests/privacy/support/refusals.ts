import { setTimeout as sleep } from 'node:timers/promises'
import type { NatsConnection } from '@nats-io/transport-node'

const heard = new WeakMap<NatsConnection, Set<string>>()

/** Subjects that the server has said no to, from now on. */
function refusals(connection: NatsConnection): Set<string> {
  const known = heard.get(connection)
  if (known) return known
  const refused = new Set<string>()
  heard.set(connection, refused)
  void (async () => {
    for await (const status of connection.status())
      if (status.type === 'error' && 'subject' in status.error) refused.add(String(status.error.subject))
  })()
  return refused
}

/** Which of these the server does not let this user publish on. */
export async function refusedToPublish(connection: NatsConnection, subjects: readonly string[]): Promise<string[]> {
  const refused = refusals(connection)
  refused.clear()
  for (const subject of subjects) connection.publish(subject, 'x')
  // Refusals come before the answer to the flush; they are handed on in later turns.
  await connection.flush()
  await sleep(20)
  return subjects.filter(subject => refused.has(subject))
}

/** Which of these the server does not let this user listen to, alone or as one of the queue group. */
export async function refusedToListen(
  connection: NatsConnection,
  subjects: readonly string[],
  queue?: string,
): Promise<string[]> {
  const refused: string[] = []
  const subscriptions = subjects.map(subject =>
    connection.subscribe(subject, {
      ...(queue === undefined ? {} : { queue }),
      callback: error => void (error && refused.push(subject)),
    }),
  )
  await connection.flush()
  await sleep(20)
  for (const subscription of subscriptions) subscription.unsubscribe()
  return subjects.filter(subject => refused.includes(subject))
}
