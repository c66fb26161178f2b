/** `npm run code -- [USER]`: the six digits that a demonstration user would read from an authenticator app; without USER, who there is. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createTotp } from '@amparo/client/node'
import { userLine } from './lib/hubs/announce.ts'
import { readInstallation } from './lib/hubs/installation.ts'
import { layout } from './lib/hubs/layout.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { state: { type: 'string', default: join(fileURLToPath(new URL('..', import.meta.url)), '.state') } },
})
const [username] = positionals
const users = Object.values(readInstallation(layout(values.state).installation)?.hubs ?? {}).flatMap(hub => hub.users)
const user = users.find(known => known.username === username)
if (user) {
  process.stdout.write(`${createTotp(user.totpSecret)(new Date())}\n`)
} else if (username === undefined && users.length > 0) {
  process.stdout.write(`${users.map(userLine).join('\n')}\n`)
} else {
  process.stderr.write('No such user. npm start prints them; then: npm run code -- police@xa\n')
  process.exit(1)
}
