import { describe, expect, it } from 'vitest'
import { UsageError } from '../usage-error.ts'
import { startOptions, usage } from './options.ts'

const options = (args: string[], env = {}) => startOptions(args, env, '/usual')

describe('the options of npm start', () => {
  it('are two hubs in the usual folder if nothing is said', () => {
    expect(options([])).toEqual({ hubs: ['XA', 'XB'], state: '/usual', portBase: undefined, reset: false, help: false })
  })

  it('name hubs in any case, a folder and ports', () => {
    const said = options(['--hubs', 'xa, XC', '--state', '/else/where', '--port-base', '5100', '--reset'])
    expect(said).toEqual({ hubs: ['XA', 'XC'], state: '/else/where', portBase: 5100, reset: true, help: false })
  })

  it.each([
    [['--hubs', 'X'], 'codes of two letters'],
    [['--hubs', 'XA,XA'], 'each once'],
    [['--hubs', 'XA,,XB'], 'codes of two letters'],
    [['--hubs', ''], 'codes of two letters'],
    [['--hubs', 'WZ'], 'no ports left for WZ'],
    [['--hubs', 'XZ', '--port-base', '65000'], 'no ports left for XZ'],
    [['--port-base', 'many'], 'a number from 1025'],
    [['--port-base', '80'], 'a number from 1025'],
    [['--port-base', '4100.5'], 'a number from 1025'],
    [['--frobnicate'], "Unknown option '--frobnicate'"],
    [['--state'], 'argument missing'],
    [['XA'], "Unexpected argument 'XA'"],
  ])('%j are refused', (args, words) => {
    expect(() => options(args)).toThrow(UsageError)
    expect(() => options(args)).toThrow(words)
  })

  it.each(['reset', 'hubs', 'state', 'port-base'])('are not passed over where npm kept --%s to itself', name => {
    const env = { [`npm_config_${name.replace('-', '_')}`]: 'true' }
    expect(() => options([], env)).toThrow(`npm start -- --${name}`)
  })

  it.each(['--hubs', '--state', '--port-base', '--reset', '--help'])('%s stands in the usage', name => {
    expect(usage).toContain(name)
  })
})
