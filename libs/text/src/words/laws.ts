/** Heads of a reference to the law, folded: what follows tells nothing of a person. */
export const LAW_HEADS = `
ley leyes lei leis loi lois law act decreto decret decree decreto-ley portaria resolucion resolucao resolution articulo articulos artigo artigos article articles art arts section sections
sec reg regulation numeral inciso ordonnance directiva directive convencion convencao convention protocolo protocole protocol acuerdo acordo accord codigo code constitucion
constituicao constitution estatuto statute si s ss mlc
`
/** Words that go on in such a reference. */
export const LAW_WORDS = `
codigo code penal civil civile procesal processual trabajo trabalho travail ninez infancia adolescencia crianca adolescente convencion convencao convention act ley lei loi decreto
viena vienne palermo palerme haya ginebra trafficking persons prevention protection child justice employment forced labour labor bis ter quater no nº n num numero
section article articulo artigo art reg si cesedas ceseda numeral inciso paragrafo parrafo ue eu ce cee cp cpp cesda federal constitucional organica general republica nacional
`
/** Currencies before or behind an amount, folded. */
export const CURRENCIES = `
usd us eur xcd ec mxn brl ars clp pen cop gtq hnl htg ttd jmd gyd bbd bzd bsd nio pyg cad php dop crc uyu bob ves srd bs dolares dolar dollars dollar reais real pesos peso
soles sol bolivares quetzales lempiras colones gourdes gourde pounds euros euro dola bolivianos guaranies cordobas balboas rs gbp dolars centavos fcfa xaf xof dkk kes ngn thb inr myr sgd chf
`
/** Units that make a number harmless, folded. */
export const UNITS = `
h hs hrs hr hours hour horas hora heures heure min minutos minutes minute mn am pm kg kilos kilo g gr gramos gramas km kms m metros metres cm mm l litros litres
por percent porciento personas pessoas people persons hombres homens hommes men mujeres mulheres femmes women ninas ninos enfants children dias dia days day jours jour
semanas semana semaines semaine weeks week meses mes mois months month noches nights noites veces vezes times fois hectareas hectares ha galones paginas pages folhas fojas
sacos sacas cajas caixas boxes shifts turnos girls muchachas victimas vitimas victims familias families trabajadores trabalhadores workers
`
