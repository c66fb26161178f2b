/** One event of a text/event-stream (HTML Living Standard, 9.2.6). */
export interface ServerEvent {
  readonly id: string | undefined
  readonly kind: string
  readonly data: string
}

/** Takes the stream in pieces as they come, cut anywhere, and gives out whole events. */
export function eventParser(): (piece: string) => readonly ServerEvent[] {
  let rest = ''
  let id: string | undefined
  let kind = ''
  let data: string[] = []

  function line(text: string): ServerEvent[] {
    if (text === '') {
      const done = { id, kind: kind || 'message', data: data.join('\n') }
      const isEmpty = data.length === 0
      kind = ''
      data = []
      return isEmpty ? [] : [done]
    }
    const colon = text.indexOf(':')
    const name = colon < 0 ? text : text.slice(0, colon)
    const value = colon < 0 ? '' : text.slice(colon + 1).replace(/^ /, '')
    if (name === 'data') data.push(value)
    else if (name === 'event') kind = value
    else if (name === 'id' && !value.includes('\0')) id = value
    return []
  }

  return piece => {
    // A line may end in CR, LF or both; a CR at the end of a piece may be half of both.
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    return lines.flatMap(line)
  }
}
