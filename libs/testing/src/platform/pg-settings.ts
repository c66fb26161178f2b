interface Init {
  data: string
  superuser: string
  passwordFile: string
  ephemeral: boolean
}

/** The built-in UTF-8 locale sorts alike on every machine, whatever its C library. */
export const initArguments = ({ data, superuser, passwordFile, ephemeral }: Init): string[] => [
  `--pgdata=${data}`,
  `--username=${superuser}`,
  `--pwfile=${passwordFile}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  ...(ephemeral ? ['--no-sync'] : []),
]

interface Server {
  data: string
  host: string
  port: number
  maxConnections: number
  ephemeral: boolean
}

export function serverArguments({ data, host, port, maxConnections, ephemeral }: Server): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: host,
    port,
    unix_socket_directories: '',
    max_connections: maxConnections,
    // An error's message, detail or statement may name a person. The client hears of it; the log does not. (`log` ranks
    // above `error` here.)
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    log_error_verbosity: 'terse',
    // The log is read by us as well.
    lc_messages: 'C',
    log_timezone: 'UTC',
    timezone: 'UTC',
    ...(ephemeral ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', wal_level: 'minimal' } : {}),
    // In memory, perhaps.
    ...(ephemeral ? { max_wal_senders: 0, autovacuum: 'off', max_wal_size: '256MB' } : {}),
  }
  return ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}
