import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** What runs for a state folder: named by it on the command line, in the environment or as the working directory. Linux only. */
export function processesOf(state: string): string[] {
  return readdirSync('/proc')
    .filter(pid => /^\d+$/.test(pid) && Number(pid) !== process.pid)
    .filter(pid => {
      const [command, environment, folder] = [read(`${pid}/cmdline`), read(`${pid}/environ`), link(`${pid}/cwd`)]
      return command.includes(state) || environment.includes(state) || folder.startsWith(state)
    })
    .map(pid => `${pid} ${read(`${pid}/cmdline`).replaceAll('\0', ' ').trim()}`)
}

/** Files that these processes hold open and that stand neither in the folder nor nowhere (pipes, sockets, memory). */
export function filesOutside(state: string): string[] {
  const open = processesOf(state).flatMap(line => {
    const pid = line.split(' ')[0]
    return entries(`/proc/${pid}/fd`).map(fd => link(`${pid}/fd/${fd}`))
  })
  const elsewhere = open.filter(path => path.startsWith('/') && !path.startsWith(state))
  return elsewhere.filter(path => !/^\/(dev|proc)\/|\(deleted\)$/.test(path))
}

function entries(path: string): string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}

function read(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'latin1')
  } catch {
    return ''
  }
}

function link(path: string): string {
  try {
    return readlinkSync(`/proc/${path}`)
  } catch {
    return ''
  }
}
