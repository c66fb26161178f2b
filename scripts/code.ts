/** `npm run code -- [USER]`: the six digits that a demonstration user would read from an authenticator app; without USER, who there is. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createTotp } from '@amparo/client/node'
import { userLine } from './lib/hubs/announce.ts'
import { readInstallation } from './lib/hubs/installation.ts'
import { layout, USUAL_STATE } from './lib/hubs/layout.ts'
import { inWords } from './lib/in-words.ts'

const { state, username } = understood()
const users = Object.values(installed()?.hubs ?? {}).flatMap(hub => hub.users)
const user = users.find(known => known.username === username?.toLowerCase())
if (user) process.stdout.write(`${await createTotp(user.totpSecret)(() => new Date())}\n`)
else if (users.length === 0) stop(`There are no users in ${state} yet: npm start makes them.`)
else if (username === undefined) process.stdout.write(`${users.map(userLine).join('\n')}\n`)
else stop(`There is no user ${username}. Who there is: npm run code`)

function understood() {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { state: { type: 'string' } } })
    const [username, more] = positionals
    if (more === undefined) return { state: resolve(values.state ?? USUAL_STATE), username }
  } catch {
    // The usage says it better.
  }
  return stop('Usage: npm run code -- [USER] [--state FOLDER]')
}

function installed() {
  try {
    return readInstallation(layout(state).installation)
  } catch (error) {
    return stop(inWords(error, state))
  }
}

function stop(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
