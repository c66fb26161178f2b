/** What is wrong with a protocol, and which part of it: keys from the top of the file. */
export interface Finding {
  readonly path: readonly (string | number)[]
  readonly code: FaultCode
  /** One sentence for the person who writes the file. */
  readonly message: string
}

/** A finding in a file. Line and column begin at 1. */
export interface Fault {
  readonly file: string
  readonly line: number
  readonly column: number
  /** RFC 6901. */
  readonly pointer: string
  readonly code: FaultCode
  readonly message: string
}

export const FAULT_CODES = [
  'yaml_syntax',
  'unknown_kind',
  'file_invalid',
  'missing_language',
  'duplicate_version',
  'unknown_fragment',
  'unknown_version',
  'unknown_protocol',
  'unknown_state',
  'unknown_step',
  'unknown_deadline',
  'unknown_form',
  'unknown_word',
  'unknown_scope',
  'unknown_effect',
  'start_unknown',
  'metby_unknown',
  'unreachable_state',
  'dead_end',
  'turn_cannot_move',
  'no_deadline',
  'sender_never_called',
  'deadline_without_escalation',
  'deadline_never_runs',
  'deadline_in_final_state',
  'deadline_out_of_bounds',
  'escalation_step_not_clock',
  'step_nobody_may_take',
  'system_step_without_side',
  'missing_turn',
  'final_with_turn',
  'reserved_step',
  'private_step_moves',
  'private_step_counts',
  'opened_by_other',
  'adults_unknown',
  'requirement_never_met',
  'free_text_field',
  'schema_invalid',
  'migration_state_unknown',
  'overlay_unknown_deadline',
  'calendar_unknown',
  'calendar_invalid',
  'form_bands',
  'duplicate_item',
] as const
export type FaultCode = (typeof FAULT_CODES)[number]

export const formatFault = ({ file, line, column, code, message }: Fault): string =>
  `${file}:${line}:${column} ${code} ${message}`

/** Every fault of every file at once, so that a ministry mends its file in one go. */
export class ProtocolFaults extends Error {
  override readonly name = 'ProtocolFaults'
  readonly faults: readonly Fault[]

  constructor(faults: readonly Fault[]) {
    super(`The protocols cannot be used:\n${faults.map(formatFault).join('\n')}`)
    this.faults = faults
  }
}

export const pointerOf = (path: readonly (string | number)[]): string =>
  path.map(key => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
