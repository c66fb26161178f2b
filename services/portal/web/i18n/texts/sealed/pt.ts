import type { SealedTexts } from './sealed-texts.ts'

export const pt: SealedTexts = {
  title: 'Selado à sua instituição',
  lead: 'A sua instituição guarda ela própria as suas chaves: este nó não pode abrir o que chegou. Pode descarregá-lo e abri-lo na sua instituição, sem rede, com amparo-open ou gpg.',
  limits:
    'Cada descarga fica no registo de acessos com o seu nome, e o remetente recebe a declaração de que foi levantado. Depois nenhum sistema o pode limitar nem retirar; a lei sim: só para a finalidade indicada, não se passa a ninguém sem licença, e destrói-se quando lho pedirem.',
  file: 'Selado à chave da sua instituição: este nó não o pode abrir, nem o examinou à procura de programas nocivos. Abra-o na sua instituição, com amparo-open ou gpg. A descarga fica no registo, e depois nenhum sistema o limita.',
  item: 'Selado à chave da sua instituição: este nó não o pode abrir. Abra-o na sua instituição, com amparo-open ou gpg. A descarga fica no registo, e depois nenhum sistema limita o que diz.',
  report: at => `Avaliação de ${at}`,
  forAuthority: 'Selado à chave da autoridade central: só ela o pode descarregar e abrir.',
  compare: sha256 => `O pedido nomeia-o pelo resumo ${sha256}: o manifesto lá dentro tem de dizer o mesmo.`,
  fetch: 'Descarregar a pasta (ZIP)',
  fetching: 'A preparar …',
  fetched: (name, key) => `Descarregada: ${name}.zip. Abra-a com a chave ${key}.`,
  howToOpen: 'Como abrir',
  program:
    'Descompacte o ZIP. Num computador da sua instituição com Node.js 20 ou mais recente, que não precisa de rede, execute: node amparo-open.mjs PASTA/bundle --key A-SUA-CHAVE.asc --signer CERTIFICADO.asc --out FICHEIRO. Verifica tudo e diz quem o teve. CERTIFICADO.asc está em PASTA/signers; compare a impressão digital com o seu diretório.',
  fetchProgram: 'Descarregar amparo-open.mjs',
  compareProgram: sha256 =>
    `SHA-256 do programa: ${sha256}. Antes de o executar, compare-o com o que o operador do seu nó lhe indicar por outra via.`,
  toSend:
    'Esta instituição guarda ela própria as suas chaves. O que lhe envia é selado à chave dela e só ela o abre: ao enviar, fica revelado. Uma retirada posterior chega-lhe, mas nada lho pode tirar.',
}
