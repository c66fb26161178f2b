import { parseArgs } from 'node:util'
import { givenPath } from '../given-path.ts'
import { FIRST_PORT, hasPorts, hubCodes } from '../hubs/hub-codes.ts'
import { UsageError } from '../usage-error.ts'

export const usage = `Usage: npm start -- [options]

  --hubs XA,XB        the hubs to run, each a code of two letters (default XA,XB)
  --port-base N       the portal of XA listens on N, the portal of XB on N + 100, PostgreSQL on N - 1 and so on
                      (default ${FIRST_PORT}, or where they were at the last start)
  --state FOLDER      where everything is kept (default .state)
  --protocols FOLDER  protocols of your own, beside those that come with Amparo
  --reset             begin anew: removes all that was stored there, keys and users included
  --help              this text`

export interface StartOptions {
  readonly hubs: readonly string[]
  /** Absolute. */
  readonly state: string
  /** Undefined: the installation's own, else the usual one. */
  readonly portBase: number | undefined
  /** Absolute. */
  readonly protocolsDir: string | undefined
  readonly reset: boolean
  readonly help: boolean
}

/** Throws UsageError. `env` tells what npm kept to itself. */
export function startOptions(args: string[], env: NodeJS.ProcessEnv, usualState: string): StartOptions {
  const kept = ['hubs', 'state', 'reset', 'port-base', 'protocols'].find(
    name => env[`npm_config_${name.replace('-', '_')}`],
  )
  if (kept)
    throw new UsageError(`npm kept --${kept} to itself. It needs two dashes of its own before: npm start -- --${kept}`)
  const values = parsed(args)
  const hubs = hubCodes(values.hubs)
  if (!hubs) throw new UsageError('--hubs takes codes of two letters, each once: --hubs XA,XB')
  const portBase = values['port-base'] === undefined ? undefined : Number(values['port-base'])
  if (portBase !== undefined && !(Number.isInteger(portBase) && portBase >= 1025 && portBase <= 65_000))
    throw new UsageError('--port-base takes a number from 1025 to 65000')
  const without = hubs.find(hub => !hasPorts(hub, portBase ?? FIRST_PORT))
  if (without)
    throw new UsageError(`There are no ports left for ${without}: choose a code nearer to XA, or a smaller --port-base`)
  const { reset, help } = values
  const protocolsDir = values.protocols === undefined ? undefined : givenPath(values.protocols)
  return { hubs, state: givenPath(values.state ?? usualState), portBase, protocolsDir, reset, help }
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        hubs: { type: 'string', default: 'XA,XB' },
        state: { type: 'string' },
        'port-base': { type: 'string' },
        protocols: { type: 'string' },
        reset: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    // Of its hints about positional arguments none helps here.
    throw new UsageError(error instanceof Error ? (error.message.split('. ')[0] ?? '') : '')
  }
}
