/** Sends a file to redaction, from wherever it is. A process of its own, so that a test can kill it. Says as it goes how much is there. */
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileTransfers, type NodeSession, signIn } from '@amparo/client/node'

const given = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))
const transfers = fileTransfers({ ...given.client, session: await signedIn() })
await transfers.continueUpload(given.upload, given.path, done => console.log(`at ${done}`))

/** A one-time code is good once: whoever signs in again waits for the next one. */
async function signedIn(tries = 20): Promise<NodeSession> {
  try {
    return await signIn(given.user)
  } catch (error) {
    if (tries === 0) throw error
    await sleep(2_000)
    return signedIn(tries - 1)
  }
}
