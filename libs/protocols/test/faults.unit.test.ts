import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FAULT_CODES, filesIn, formatFault, loadFiles, ProtocolFaults } from '../src/index.ts'

/** Each broken file says at its end what must be printed about it. */
const fixtures = join(import.meta.dirname, 'fixtures')
const sound = filesIn(join(fixtures, 'sound'))
const broken = filesIn(join(fixtures, 'broken')).map(file => ({ file, name: basename(file, '.yaml') }))
const promised = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line.startsWith('# => '))
    .map(line => line.slice('# => '.length))

function printed(file: string): string[] {
  try {
    loadFiles([...sound, file])
    return []
  } catch (error) {
    if (!(error instanceof ProtocolFaults)) throw error
    return error.faults.map(fault => formatFault({ ...fault, file: basename(fault.file) }))
  }
}

describe('a broken file', () => {
  it.each(broken)('$name: every fault is printed with its place', ({ file }) => {
    expect(promised(file)).not.toEqual([])
    expect(printed(file)).toEqual(promised(file).map(line => `${basename(file)}:${line}`))
  })

  it('there is one for every fault that can be found', () => {
    const shown = new Set(broken.flatMap(({ file }) => promised(file)).map(line => line.split(' ')[1]))
    expect(FAULT_CODES.filter(code => !shown.has(code))).toEqual([])
  })

  it('what they are broken from is sound', () => {
    expect(loadFiles(sound).all()).toHaveLength(1)
  })

  it('faults of several files are found together', () => {
    const two = broken.filter(({ name }) => name === 'dead-end' || name === 'calendar-zone').map(({ file }) => file)
    expect(() => loadFiles([...sound, ...two])).toThrow(/calendar_invalid[\s\S]*dead_end/)
  })

  it('a pointer leads to the part that is wrong', () => {
    const [file] = broken.flatMap(({ name, file: path }) => (name === 'unknown-word' ? [path] : []))
    expect(file).toBeDefined()
    try {
      loadFiles([...sound, file ?? ''])
      expect.unreachable()
    } catch (error) {
      const pointers = error instanceof ProtocolFaults ? error.faults.map(({ pointer }) => pointer) : []
      expect(pointers).toEqual([
        '/steps/finish/data/properties/reason/enum/1',
        '/steps/finish/data/properties/sure/const',
      ])
    }
  })
})
