import { type Protocol, simulate } from '@amparo/protocols'
import { code, list, table } from '../docs/document.ts'

export const stateTable = (protocol: Protocol): string =>
  table(
    ['state', '', 'FHIR', 'turn', 'deadlines'],
    simulate(protocol).states.map(({ state, turn, final, deadlines }) => {
      const def = protocol.states[state]
      const notes = [def?.pauses ? 'paused' : '', def?.opens === false ? 'the person is not opened' : ''].filter(
        Boolean,
      )
      return [
        code(state),
        [def?.text.en ?? '', ...notes].join('; '),
        code(def?.status ?? ''),
        final ? 'final' : (turn ?? ''),
        final ? '' : list(deadlines),
      ]
    }),
  )
