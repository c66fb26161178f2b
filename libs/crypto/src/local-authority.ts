import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const KEYS = { rsa: ['rsa:2048'], ec: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'] }

/** For tests: an authority of timestamps on this machine: openssl's, behind HTTP as RFC 3161 has it. */
export async function localAuthority(kind: keyof typeof KEYS = 'ec') {
  const dir = mkdtempSync(join(tmpdir(), 'amparo-tsa-'))
  const openssl = (...args: string[]) => {
    const { status, stderr } = spawnSync('openssl', args, { cwd: dir })
    if (status !== 0) throw new Error(`openssl ${args.join(' ')}: ${stderr}`)
  }
  const subject = ['-subj', '/CN=Local authority', '-addext', 'extendedKeyUsage=critical,timeStamping']
  const key = ['-newkey', ...KEYS[kind], '-nodes', '-keyout', 'tsa.key', '-out', 'tsa.pem', '-days', '30']
  openssl('req', '-x509', ...key, ...subject)
  writeFileSync(join(dir, 'serial'), '01\n')
  writeFileSync(join(dir, 'ts.cnf'), CONFIGURATION)
  const server = createServer(async (request, response) => {
    writeFileSync(join(dir, 'query'), Buffer.concat(await request.toArray()))
    openssl('ts', '-reply', '-config', 'ts.cnf', '-queryfile', 'query', '-out', 'reply')
    response.setHeader('content-type', 'application/timestamp-reply').end(readFileSync(join(dir, 'reply')))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    certificate: readFileSync(join(dir, 'tsa.pem'), 'utf8'),
    close: () => {
      server.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
export type LocalAuthority = Awaited<ReturnType<typeof localAuthority>>

const CONFIGURATION = `
[ tsa ]
default_tsa = local
[ local ]
serial = serial
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
`
