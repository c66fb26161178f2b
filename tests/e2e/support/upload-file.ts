/** Sends a file to redaction, from wherever it is. A process of its own, so that a test can kill it. Says as it goes how much is there. */
import { readFileSync } from 'node:fs'
import { fileTransfers, signIn } from '@amparo/client/node'

const given = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))
const transfers = fileTransfers({ ...given.client, session: await signIn(given.user) })
await transfers.continueUpload(given.upload, given.path, done => console.log(`at ${done}`))
