/** `npm run code -- USER`: the six digits that a demonstration user would read from an authenticator app. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createTotp } from '@amparo/client/node'
import { readInstallation } from './lib/hubs/installation.ts'
import { layout } from './lib/hubs/layout.ts'

const username = process.argv[2]
const installation = readInstallation(
  layout(join(fileURLToPath(new URL('..', import.meta.url)), '.state')).installation,
)
const user = Object.values(installation?.hubs ?? {})
  .flatMap(hub => hub.users)
  .find(known => known.username === username)
if (!user) {
  process.stderr.write('No such user. npm start prints them; then: npm run code -- police@xa\n')
  process.exit(1)
}
process.stdout.write(`${createTotp(user.totpSecret)(new Date())}\n`)
