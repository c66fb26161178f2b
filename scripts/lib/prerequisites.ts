/** What the tests need from the machine and npm cannot bring. Missing ones are named, never passed over in silence. */
import { onPath } from './on-path.ts'

interface Prerequisite {
  readonly name: string
  readonly programs: readonly string[]
  readonly without: string
}

/** The first has no window, and costs half of what the others do. */
export const BROWSERS = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome']

export const PREREQUISITES: readonly Prerequisite[] = [
  {
    name: 'nats-server',
    programs: ['nats-server'],
    without: 'all int and e2e tests (Debian: apt-get install nats-server)',
  },
  {
    name: 'chromium',
    programs: BROWSERS,
    without: 'tests in a browser (Debian: apt-get install chromium-headless-shell)',
  },
  { name: 'gpg', programs: ['gpg'], without: 'OpenPGP interoperability with GnuPG (Debian: apt-get install gnupg)' },
  {
    name: 'pdftotext',
    programs: ['pdftotext'],
    without: 'rebuilt documents read by Poppler (Debian: apt-get install poppler-utils)',
  },
  { name: 'qpdf', programs: ['qpdf'], without: 'rebuilt documents checked by qpdf (Debian: apt-get install qpdf)' },
  {
    name: 'exiftool',
    programs: ['exiftool'],
    without: 'metadata looked for by ExifTool (Debian: apt-get install libimage-exiftool-perl)',
  },
  {
    name: 'bwrap',
    programs: ['bwrap'],
    without: 'documents taken apart without network (Debian: apt-get install bubblewrap)',
  },
  { name: 'sq', programs: ['sq'], without: 'OpenPGP interoperability with Sequoia (Debian: apt-get install sq)' },
  {
    name: 'openssl',
    programs: ['openssl'],
    without: 'timestamps of an authority of its own (Debian: apt-get install openssl)',
  },
  {
    name: 'script',
    programs: ['script'],
    without: 'passphrases asked for at a terminal (Debian: apt-get install bsdutils)',
  },
  { name: 'softhsm2', programs: ['softhsm2-util'], without: 'keys in an HSM (Debian: apt-get install softhsm2)' },
  {
    name: 'sigsum-witness',
    programs: ['sigsum-witness'],
    without: "somebody else's witness of the access log (Debian: apt-get install sigsum-go)",
  },
  {
    name: 'litewitness',
    programs: ['litewitness'],
    without: 'another witness of the access log (Debian: apt-get install litetlog)',
  },
  {
    name: 'ssh-agent',
    programs: ['ssh-agent'],
    without: 'the key of another witness of the access log (Debian: apt-get install openssh-client)',
  },
  {
    name: 'spicy-litetlog',
    programs: ['spicy-litetlog'],
    without: "proofs from the access log read by somebody else's program (Debian: apt-get install litetlog)",
  },
  { name: 'clamd', programs: ['clamd'], without: 'the scan for malware (Debian: apt-get install clamav-daemon)' },
]

/** Docker is none of them: where it is absent the same fixtures use embedded servers. */
export const missingPrerequisites = () =>
  PREREQUISITES.filter(({ programs }) => !programs.some(program => onPath(program) !== undefined))
