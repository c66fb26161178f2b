import { edgeSubject, inboxPrefix } from '@amparo/contracts'
import type { NatsUser } from './server-user.ts'

export interface EdgePeer {
  /** The peer hub's code. Its ingress is `edge.in.<name>`. */
  name: string
  nkey: string
  maxPayload?: number
  maxConnections?: number
}

export interface NatsConfigOptions {
  hub: string
  core: NatsUser[]
  edge: { exchange: Pick<NatsUser, 'nkey'>; peers: EdgePeer[] }
  /** Who may watch the server itself. Default: nobody. */
  operator?: Pick<NatsUser, 'nkey'>
  limits?: { maxPayload?: number; maxConnections?: number; coreBytes?: number; edgeBytes?: number }
}

const MB = 1024 * 1024

/**
 * Who may do what on a hub's nats-server. It holds public keys only.
 *
 * Every peer hub is an account of its own, with nothing in it but a way into one subject of EDGE. In an account shared
 * with the stream, permissions would not be enough: the server publishes its acknowledgement to whatever reply subject a
 * message names, unchecked, and one named `$JS.API.STREAM.PURGE.…` empties the stream (tried on 2.10.27). From an account
 * of its own that reply leads nowhere.
 *
 * Bounded for each peer by the server: bytes a message, connections, subscriptions; and by the stream's own limits
 * (`max_msgs_per_subject` or a stream for each peer, with `discard: new`): what waits to be taken. Not bounded by
 * nats-server 2.10: messages or bytes a second, and connection attempts. Exchange counts the first, a firewall the second.
 */
export function natsConfig({ hub, core, edge, operator, limits = {} }: NatsConfigOptions): string {
  const { maxPayload = MB, maxConnections = 512, coreBytes = 4096 * MB, edgeBytes = 4096 * MB } = limits
  const ways = edge.peers.map(peer => `{ service: ${text(ingress(peer))}, accounts: [${account(peer)}] }`)
  return `# Hub ${token(hub)}. Generated: changes are lost at the next start.
max_payload: ${maxPayload}
max_connections: ${maxConnections}
max_control_line: 4096
max_pending: ${16 * MB}
write_deadline: "5s"
accounts {
  CORE {
    jetstream: { max_file: ${coreBytes}, max_mem: 0 }
    users: [
${core.map(user => `      # ${token(user.name)}\n      ${render(user)}`).join('\n')}
    ]
  }
  EDGE {
    jetstream: { max_file: ${edgeBytes}, max_mem: 0 }
    exports: [${ways.join(', ')}]
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

/** The part that depends on where the server runs. */
export const processConfig = ({ name, host, port, storeDir, syncAlways, monitorPort }: ProcessOptions): string =>
  `server_name: ${token(name)}
listen: "${host}:${port}"
jetstream { store_dir: ${JSON.stringify(storeDir)}${syncAlways ? ', sync_interval: always' : ''} }
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
