/** The parts of a rebuilt document that are always the same. Nothing of any document stands in them. */
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const OFFICE = 'http://schemas.openxmlformats.org'
const WORD = `${OFFICE}/wordprocessingml/2006/main`
const RELATION = `${OFFICE}/officeDocument/2006/relationships`
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
export const BODY_PART = 'word/document.xml'
export const NUMBERING_PART = 'word/numbering.xml'

const override = (name: string, kind: string): string =>
  `<Override PartName="/word/${name}.xml" ContentType="${TYPE}.${kind}+xml"/>`
const relation = (id: number, name: string): string =>
  `<Relationship Id="r${id}" Type="${RELATION}/${name}" Target="${name}.xml"/>`
const relations = (inside: string): string =>
  `${XML}<Relationships xmlns="${OFFICE}/package/2006/relationships">${inside}</Relationships>`
const heading = (level: number): string =>
  `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/><w:basedOn w:val="Normal"/>` +
  `<w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="${level - 1}"/></w:pPr>` +
  `<w:rPr><w:b/><w:sz w:val="${Math.max(22, 34 - 2 * level)}"/></w:rPr></w:style>`
const edges = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map(edge => `<w:${edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
  .join('')

export const FIXED_PARTS: Readonly<Record<string, string>> = {
  '[Content_Types].xml':
    `${XML}<Types xmlns="${OFFICE}/package/2006/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `${override('document', 'document.main')}${override('styles', 'styles')}${override('numbering', 'numbering')}</Types>`,
  '_rels/.rels': relations(`<Relationship Id="r1" Type="${RELATION}/officeDocument" Target="${BODY_PART}"/>`),
  'word/_rels/document.xml.rels': relations(relation(1, 'styles') + relation(2, 'numbering')),
  'word/styles.xml':
    `${XML}<w:styles xmlns:w="${WORD}"><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>` +
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>' +
    '<w:pPr><w:spacing w:after="120"/></w:pPr></w:style>' +
    `${[1, 2, 3, 4, 5, 6, 7, 8, 9].map(heading).join('')}` +
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>' +
    `<w:tblPr><w:tblBorders>${edges}</w:tblBorders></w:tblPr></w:style></w:styles>`,
}

export const wordPart = (root: string, inside: string): string =>
  `${XML}<w:${root} xmlns:w="${WORD}">${inside}</w:${root}>`

const levels = (format: string, text: (level: number) => string): string =>
  [0, 1, 2, 3, 4, 5, 6, 7, 8]
    .map(
      level =>
        `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text(level)}"/>` +
        `<w:pPr><w:ind w:left="${720 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>`,
    )
    .join('')
const BULLETS = levels('bullet', () => '•')
const NUMBERS = levels('decimal', level => `%${level + 1}.`)

/** One numbering for each list of the document, so that each begins with one. */
export function numberingPart(lists: readonly { readonly ordered: boolean }[]): string {
  const abstract = (id: number, inside: string): string =>
    `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="multilevel"/>${inside}</w:abstractNum>`
  const restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
  const nums = lists.map(
    ({ ordered }, i) =>
      `<w:num w:numId="${i + 1}"><w:abstractNumId w:val="${ordered ? 1 : 0}"/>${ordered ? restart : ''}</w:num>`,
  )
  return wordPart('numbering', [abstract(0, BULLETS), abstract(1, NUMBERS), ...nums].join(''))
}
