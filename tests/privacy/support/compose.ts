import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

const condition = z.record(z.string(), z.object({ condition: z.string() }))

/** What the tests look at; anything else a container may be given is named, so that it cannot go unseen. */
const container = z.strictObject({
  image: z.string(),
  build: z.object({ context: z.string(), dockerfile: z.string(), args: z.record(z.string(), z.string()) }).optional(),
  pull_policy: z.string().optional(),
  profiles: z.array(z.string()).optional(),
  read_only: z.boolean().optional(),
  cap_drop: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
  user: z.string().optional(),
  group_add: z.array(z.string()).default([]),
  tmpfs: z.array(z.string()).default([]),
  init: z.boolean().optional(),
  restart: z.string(),
  mem_limit: z.string().optional(),
  shm_size: z.string().optional(),
  pids_limit: z.number().optional(),
  logging: z.unknown(),
  stop_grace_period: z.string().optional(),
  entrypoint: z.array(z.string()).default([]),
  command: z.union([z.array(z.string()), z.string().transform(text => text.split(/\s+/))]).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  depends_on: condition.default({}),
  network_mode: z.string().optional(),
  networks: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
})
const compose = z.looseObject({
  services: z.record(z.string(), container),
  networks: z.record(z.string(), z.strictObject({ internal: z.boolean().optional() })),
  volumes: z.record(z.string(), z.strictObject({})),
})

export type Container = z.output<typeof container>

export const projectFile = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')

export const readCompose = () =>
  compose.parse(parse(projectFile('docker-compose.yml'), { merge: true, maxAliasCount: -1 }))

export interface Mount {
  readonly volume: string
  readonly path: string
  readonly readOnly: boolean
}

export const mountsOf = ({ volumes }: Container): Mount[] =>
  volumes.map(text => {
    const [volume = '', path = '', mode] = text.split(':')
    return { volume, path, readOnly: mode === 'ro' }
  })
