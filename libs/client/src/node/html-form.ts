export interface HtmlForm {
  readonly action: string
  /** Names of all its fields, and what the page filled in. */
  readonly fields: ReadonlyMap<string, string>
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const decode = (text: string): string =>
  text.replaceAll(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi, (whole, hex, decimal, name) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal))
    return ENTITIES[name] ?? whole
  })

function attributesOf(tag: string): Map<string, string> {
  const found = tag.matchAll(/([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/gi)
  return new Map([...found].map(([, name = '', a, b, c]) => [name.toLowerCase(), decode(a ?? b ?? c ?? '')]))
}

/** The page's only form that posts; undefined if there is none or several. */
export function formOf(html: string): HtmlForm | undefined {
  const forms = [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)]
    .map(([, tag = '', inner = '']) => ({ attributes: attributesOf(tag), inner }))
    .filter(({ attributes }) => attributes.get('method')?.toLowerCase() === 'post')
  const [form, ...others] = forms
  if (form === undefined || others.length > 0) return undefined
  const inputs = [...form.inner.matchAll(/<(?:input|button)\b([^>]*)>/gi)].map(([, tag = '']) => attributesOf(tag))
  const fields = inputs.flatMap(input => {
    const name = input.get('name')
    return name === undefined ? [] : [[name, input.get('value') ?? ''] as const]
  })
  return { action: form.attributes.get('action') ?? '', fields: new Map(fields) }
}
