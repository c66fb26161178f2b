import { CORE_ACCOUNT, edgeSubject, inboxPrefix } from '@amparo/contracts'
import type { NatsUser, NatsWay } from './server-user.ts'

export interface EdgePeer {
  /** The peer hub's code. Its ingress is `edge.in.<name>`. */
  name: string
  nkey: string
  maxPayload?: number
  maxConnections?: number
}

export interface NatsConfigOptions {
  hub: string
  /** Each gets an account of its own. */
  services: readonly NatsUser[]
  /** Makes streams and consumers, in the account where they are. */
  provisioner?: NatsUser
  edge: { exchange: Pick<NatsUser, 'nkey'>; peers: EdgePeer[] }
  /** Who may watch the server itself. Default: nobody. */
  operator?: Pick<NatsUser, 'nkey'>
  limits?: { maxPayload?: number; maxConnections?: number; eventBytes?: number; edgeBytes?: number }
}

const MB = 1024 * 1024
/** What an account with streams may hold: a bound for floods, not a reservation. */
export const STREAM_BYTES = 4096 * MB

/**
 * Who may do what on a hub's nats-server. It holds public keys only.
 *
 * The streams are in accounts that nobody else enters, and every service and every peer hub is an account of its own, with
 * nothing in it but ways to the subjects that it may use elsewhere. In a shared account permissions would not be enough: the
 * server itself publishes on whatever reply subject a message names, unchecked. Its acknowledgement of an event, sent to
 * `$JS.API.STREAM.PURGE.…`, empties a stream; "no messages", the answer to a consumer's request for more, has no body and, sent to
 * `$JS.API.STREAM.DELETE.…`, deletes one, or sent to another's event writes an empty one (each tried on 2.10.27). From an account of
 * its own a reply leads nowhere but to what its user may do anyway.
 *
 * Bounded for each peer by the server: bytes a message, connections, subscriptions; and by the stream's own limits
 * (`max_msgs_per_subject` or a stream for each peer, with `discard: new`): what waits to be taken. Not bounded by
 * nats-server 2.10: messages or bytes a second, and connection attempts. Exchange counts the first, a firewall the second.
 */
export function natsConfig(options: NatsConfigOptions): string {
  const { hub, services, provisioner, edge, operator, limits = {} } = options
  const { maxPayload = MB, maxConnections = 512, eventBytes = STREAM_BYTES, edgeBytes = STREAM_BYTES } = limits
  const peerWays = edge.peers.map(peer => `{ service: ${text(ingress(peer))}, accounts: [${account(peer)}] }`)
  return `# Hub ${token(hub)}. Generated: changes are lost at the next start.
max_payload: ${maxPayload}
max_connections: ${maxConnections}
max_control_line: 4096
max_pending: ${16 * MB}
write_deadline: "5s"
# Seconds: while a whole hub starts at once, a service may not come to answer within the two that are usual.
authorization { timeout: 10 }
accounts {
  ${CORE_ACCOUNT} {
    jetstream: { max_file: ${eventBytes}, max_mem: 0 }
    exports: [${waysTo(CORE_ACCOUNT, services)}]
    users: [${provisioner ? render(provisioner) : ''}]
  }
${services.map(service => serviceAccount(service, services)).join('\n')}
  EDGE {
    jetstream: { max_file: ${edgeBytes}, max_mem: 0 }
    exports: [${peerWays.join(', ')}]
    users: [
      ${render({ name: 'exchange', ...edge.exchange, publish: ['$JS.API.>', '$JS.ACK.>'], subscribe: [edgeSubject('>')] })}
    ]
  }
${edge.peers.map(peerAccount).join('\n')}
  SYS { users: [${operator ? render({ name: 'operator', ...operator, publish: ['$SYS.REQ.>'], subscribe: ['$SYS.>'] }) : ''}] }
}
system_account: SYS
`
}

const serviceAccount = (service: NatsUser, all: readonly NatsUser[]) => `  ${accountOf(service.name)} {
    exports: [${waysTo(service.name, all)}]
    imports: [${(service.ways ?? []).map(waySeenFromHere).join('')}
    ]
    users: [${render(service)}]
  }`

const accountOf = (name: string) => (name === CORE_ACCOUNT ? name : `SERVICE_${token(name)}`)

/** The ways that lead to one account, each open to the one account from which it comes. */
const waysTo = (to: string, services: readonly NatsUser[]): string =>
  services
    .flatMap(({ name, ways = [] }) => ways.filter(way => way.to === to).map(way => ({ ...way, from: accountOf(name) })))
    .map(({ subject, answers, from }) => {
      const many = answers === 'many' ? 'response_type: stream, ' : ''
      return `\n      { service: ${text(subject)}, ${many}accounts: [${from}] }`
    })
    .join('')

const waySeenFromHere = ({ to, subject, as }: NatsWay): string =>
  `\n      { service: { account: ${accountOf(to)}, subject: ${text(subject)} }, to: ${text(as)} }`

const ingress = (peer: EdgePeer) => edgeSubject(token(peer.name))
const account = (peer: EdgePeer) => `PEER_${token(peer.name)}`

const peerAccount = (peer: EdgePeer) => `  ${account(peer)} {
    limits: { max_payload: ${peer.maxPayload ?? MB}, max_connections: ${peer.maxConnections ?? 8}, max_subscriptions: 16 }
    imports: [{ service: { account: EDGE, subject: ${text(ingress(peer))} } }]
    users: [${render({ ...peer, publish: [ingress(peer)], subscribe: [] })}]
  }`

function render(user: NatsUser): string {
  const inbox = `${inboxPrefix(token(user.name))}.>`
  // An empty list of what is allowed would allow everything.
  const publish = user.publish.length > 0 ? `allow: ${list(user.publish)}` : 'deny: [">"]'
  const answers = user.allowResponses ? ', allow_responses: { max: 1, expires: "30s" }' : ''
  const subscribe = `allow: ${list([...new Set([...user.subscribe, inbox])])}`
  const permissions = `publish: { ${publish} }, subscribe: { ${subscribe} }${answers}`
  return `{ nkey: ${key(user.nkey)}, permissions: { ${permissions} } }`
}

interface ProcessOptions {
  name: string
  host: string
  port: number
  storeDir: string
  syncAlways: boolean
  /** Answers /healthz on this port of its own loopback address, which is for whoever can start a program there. */
  monitorPort?: number
}

/**
 * The part that depends on where the server runs. Without a size of the store of its own the server takes three quarters of what
 * the disk has free, and does not start where that is less than the accounts' bounds together.
 */
export const processConfig = ({ name, host, port, storeDir, syncAlways, monitorPort }: ProcessOptions): string =>
  `server_name: ${token(name)}
listen: "${host}:${port}"
jetstream { store_dir: ${JSON.stringify(storeDir)}, max_file_store: ${2 * STREAM_BYTES}${syncAlways ? ', sync_interval: always' : ''} }
${monitorPort === undefined ? '' : `http: "127.0.0.1:${monitorPort}"\n`}`

// All of these come from our own code or the signed directory; still, nothing may end a string and begin a permission.
const list = (subjects: readonly string[]) => `[${subjects.map(text).join(', ')}]`
const text = (value: string) => JSON.stringify(matching(/^[^\s"\\]+$/, value))
const token = (value: string) => matching(/^[A-Za-z0-9_-]+$/, value)
const key = (value: string) => matching(/^U[A-Z2-7]{55}$/, value)

function matching(pattern: RegExp, value: string): string {
  if (!pattern.test(value)) throw new TypeError(`Not fit for the NATS configuration: ${JSON.stringify(value)}`)
  return value
}
