/** What the tests need from the machine and npm cannot bring. Missing ones are named, never passed over in silence. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

type Prerequisite = { name: string; programs: string[]; without: string }

const PREREQUISITES: Prerequisite[] = [
  {
    name: 'nats-server',
    programs: ['nats-server'],
    without: 'all int and e2e tests (Debian: apt-get install nats-server)',
  },
  {
    name: 'chromium',
    programs: ['chromium', 'chromium-browser', 'google-chrome'],
    without: 'tests in a browser (Debian: apt-get install chromium)',
  },
  { name: 'gpg', programs: ['gpg'], without: 'OpenPGP interoperability with GnuPG (Debian: apt-get install gnupg)' },
  { name: 'sq', programs: ['sq'], without: 'OpenPGP interoperability with Sequoia (Debian: apt-get install sq)' },
  { name: 'softhsm2', programs: ['softhsm2-util'], without: 'keys in an HSM (Debian: apt-get install softhsm2)' },
]

/** Docker is none of them: where it is absent the same fixtures use embedded servers. */
export const missingPrerequisites = () => PREREQUISITES.filter(({ programs }) => !programs.some(onPath))

function onPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some(folder => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
