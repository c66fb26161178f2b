/** `npm run code -- [USER]`: the six digits that a demonstration user would read from an authenticator app; without USER, who there is. */
import { createTotp } from '@amparo/client/node'
import { givenPath } from './lib/given-path.ts'
import { userLine } from './lib/hubs/announce.ts'
import { readInstallation } from './lib/hubs/installation.ts'
import { layout, USUAL_STATE } from './lib/hubs/layout.ts'
import { inWords } from './lib/in-words.ts'
import { misunderstood, optionsAndFilesOf } from './lib/options.ts'
import { endIfUnprintable } from './lib/printing.ts'
import { UsageError } from './lib/usage-error.ts'

endIfUnprintable()
const usage = `Usage: npm run code -- [USER] [--state FOLDER]

  USER             as police@xa; without it, who there is
  --state FOLDER   of the hubs on this machine (default: .state)
  --help           this text`

const { state, username } = understood()
const users = Object.values(installed()?.hubs ?? {}).flatMap(hub => hub.users)
const user = users.find(known => known.username === username?.toLowerCase())
if (user) process.stdout.write(`${await createTotp(user.totpSecret)(() => new Date())}\n`)
else if (users.length === 0) stop(`There are no users in ${state} yet: npm start makes them.`)
else if (username === undefined) process.stdout.write(`${users.map(userLine).join('\n')}\n`)
else stop(`There is no user ${username}. Who there is: npm run code`)

function understood() {
  const { values, positionals } = optionsAndFilesOf({ state: { type: 'string', default: USUAL_STATE } }, usage)
  const [username, more] = positionals
  if (more !== undefined) misunderstood(new UsageError('Name one user, or none.'), usage)
  return { state: givenPath(values.state), username }
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
