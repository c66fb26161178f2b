import type { Problems } from './problems.ts'

export const pt: Problems = {
  recipient_unknown: {
    title: 'A instituição destinatária é desconhecida ou está suspensa',
    next: 'Escolha outra instituição do diretório.',
  },
  sender_unknown: {
    title: 'A sua instituição é desconhecida ou está suspensa',
    next: 'Pergunte a quem administra o diretório do seu nó.',
  },
  recipient_accreditation_lapsed: {
    title: 'O credenciamento da instituição destinatária venceu',
    next: 'Escolha outra instituição, ou faça com que esta seja credenciada de novo: duas instituições a aprovam todos os anos, e a jurisdição o declara. O que ela já tem fica com ela.',
  },
  sender_accreditation_lapsed: {
    title: 'O credenciamento da sua instituição venceu',
    next: 'Faça com que seja credenciada de novo: duas instituições a aprovam todos os anos, e a jurisdição o declara. Quem ela já atende continua a receber ajuda; quem precisa ir agora a outro lugar é encaminhado por outra instituição; por perigo para a vida, ou para proteger uma criança, ainda se pode encaminhar.',
  },
  recipient_excluded: {
    title: 'A pessoa excluiu esta instituição',
    next: 'Escolha outra instituição ou converse com a pessoa em particular.',
  },
  migration_enforcement_firewall: {
    title: 'Os dados de quem busca ajuda nunca vão para o controle migratório',
    next: 'Encaminhe à proteção migratória, ou peça à autoridade de identificação um aviso de não expulsão. O próprio controle migratório telefona a uma das duas, e esta encaminha: quem envia um encaminhamento sabe que ajuda é dada.',
  },
  minor_without_guardian_or_safeguarding: {
    title: 'Uma criança ou adolescente sem responsável legal independente não pode ser encaminhada por consentimento',
    next: 'Use o protocolo de proteção da infância; a autoridade de proteção é avisada em uma hora.',
  },
  guardian_conflict: {
    title: 'O responsável legal indicado pode ser parte do dano',
    next: 'Use o protocolo de proteção da infância e não contate o responsável legal.',
  },
  not_a_child: {
    title: 'A proteção da infância é para crianças e adolescentes, e a pessoa é adulta',
    next: 'Pergunte à pessoa em particular e registre o consentimento dela, ou outra base que caiba. Se a idade for duvidosa, corrija primeiro o registro.',
  },
  guardian_of_child_only: {
    title: 'A pessoa é adulta, e o direito deste responsável acabou com a menoridade',
    next: 'Pergunte à pessoa. Quem fala por um adulto mostra uma decisão judicial ou uma medida de proteção.',
  },
  state_of_nationality: {
    title:
      'Nada vai ao Estado de nacionalidade antes de se perguntar em particular pelo temor de voltar, e de ser negado',
    next: 'Pergunte em particular se a pessoa teme voltar; nunca envie antes. Se a nacionalidade não é conhecida, qualquer outro país pode ser o dela. Se busca proteção ou teme voltar, nada vai para lá: escolha uma instituição em outro lugar. Se veio de outro país, pergunte à instituição que a enviou.',
  },
  onward_not_permitted: {
    title: 'O que veio de outra instituição não pode ser repassado',
    next: 'Peça à instituição que enviou a sua permissão registrada.',
  },
  no_lawful_basis: {
    title: 'Nenhuma base legal permite isto',
    next: 'Registre um consentimento que nomeie esta instituição e finalidade, ou outra base legal.',
  },
  consent_withdrawn: {
    title: 'O consentimento foi retirado',
    next: 'Pare o que se apoia nele e converse com a pessoa em particular.',
  },
  consent_expired: {
    title: 'O consentimento venceu',
    next: 'Pergunte de novo à pessoa e registre um novo consentimento.',
  },
  jurisdiction_outside_consent: {
    title: 'O consentimento não nomeia ninguém nessa jurisdição',
    next: 'Pergunte à pessoa se pode ir a outro país e registre um novo consentimento.',
  },
  recipient_outside_consent: {
    title: 'O consentimento não nomeia esta instituição',
    next: 'Pergunte à pessoa se esta instituição pode saber e registre um novo consentimento.',
  },
  purpose_outside_consent: {
    title: 'O consentimento não abrange esta finalidade',
    next: 'Pergunte à pessoa sobre esta finalidade e registre um novo consentimento.',
  },
  action_outside_consent: {
    title: 'A pessoa não aceitou que se comunique desta maneira',
    next: 'Pergunte à pessoa sobre os links e sobre os relatórios de volta, e registre um novo consentimento.',
  },
  purpose_outside_mandate: {
    title: 'Esta finalidade está fora do mandato da instituição destinatária',
    next: 'Escolha uma instituição cujo mandato abranja a finalidade.',
  },
  basis_not_for_recipient: {
    title: 'Este tipo de instituição não pode receber com esta base',
    next: 'Peça o consentimento da pessoa ou escolha outra instituição.',
  },
  language_not_understood: {
    title: 'O consentimento foi explicado em um idioma que a pessoa não fala',
    next: 'Explique de novo em um idioma da pessoa ou com intérprete.',
  },
  comprehension_not_checked: {
    title: 'Não se verificou se a pessoa entendeu',
    next: 'Peça à pessoa que diga com as próprias palavras o que vai acontecer e registre.',
  },
  signature_missing: {
    title: 'O consentimento não foi dado em uma forma válida',
    next: 'Colha assinatura, impressão digital ou marca em um pictograma, ou registre o consentimento oral com testemunha.',
  },
  signed_sheet_overdue: {
    title: 'A folha assinada não chegou em 72 horas',
    next: 'Pergunte de novo à pessoa e registre um novo consentimento com a folha; ele pode substituir este.',
  },
  signed_sheet_missing: {
    title: 'Falta a folha assinada ou com a impressão digital',
    next: 'Envie a folha; em uma emergência, ela pode vir em até 72 horas, e até lá o consentimento vale só para emergências.',
  },
  signed_sheet_unknown: {
    title: 'Essa folha desta pessoa não está guardada',
    next: 'Envie primeiro a folha assinada desta pessoa e tente de novo.',
  },
  signed_sheet_not_awaited: {
    title: 'Este consentimento não espera nenhuma folha: ela já está, ou não é necessária',
    next: 'Não há mais nada a fazer.',
  },
  sheet_unfit: {
    title: 'Isto não é uma foto nem um PDF que se possa guardar',
    next: 'Envie a folha como JPEG, PNG ou PDF que abra; esta não foi guardada.',
  },
  sheet_too_large: {
    title: 'A folha é grande demais',
    next: 'Envie no máximo 700 kB: uma foto com menos resolução ou uma digitalização em cinza. Esta não foi guardada.',
  },
  sheet_of_another: {
    title: 'Este arquivo é a folha assinada de outra pessoa',
    next: 'Cada pessoa assina a própria folha: envie a que esta pessoa assinou. Se é ela mesma, registrada antes em outra página, fotografe a folha de novo. A folha não foi guardada.',
  },
  justification_missing: {
    title: 'Uma base diferente do consentimento precisa de justificativa',
    next: 'Indique o motivo, a autoridade e o alcance.',
  },
  confirmation_overdue: {
    title: 'Nenhuma segunda pessoa confirmou em 24 horas',
    next: 'Peça a revisão do caso; uma nova base precisa de confirmação a tempo.',
  },
  no_instrument: {
    title: 'Nenhum acordo permite que estes dados passem para essa jurisdição',
    next: 'Se alguém está em perigo, registre um interesse vital e peça aos pontos focais dos dois nós que autorizem este caso. Tudo o mais espera até que as jurisdições declarem um acordo ou uma nota de reciprocidade.',
  },
  protocol_not_for_agency: {
    title: 'Este protocolo não está aberto a estas instituições',
    next: 'Escolha o protocolo adequado a quem envia e a quem recebe.',
  },
  nothing_to_disclose: {
    title: 'Nada do que foi acordado pode ir a esta instituição para esta finalidade',
    next: 'Pergunte à pessoa sobre os dados de que esta instituição precisa, ou escolha outra.',
  },
  disclosure_refused: {
    title: 'Isto não pode ser comunicado, e aqui não se diz por quê',
    next: 'Pergunte à instituição que encaminhou a pessoa à sua. Se ninguém a encaminhou, ou se os dados iriam a essa instituição, pergunte à auditoria do nó.',
  },
  unauthenticated: { title: 'A sessão não está iniciada', next: 'Inicie sessão e tente de novo.' },
  not_found: {
    title: 'Não há nada aqui para você',
    next: 'Confira o endereço ou pergunte à instituição que o enviou.',
  },
  step_up_required: {
    title: 'Isto exige uma sessão iniciada há pouco',
    next: 'Inicie sessão de novo com o segundo fator e repita.',
  },
  request_invalid: { title: 'O formulário não está completo', next: 'Corrija os dados indicados e envie de novo.' },
  unknown_code: { title: 'Um código não está na lista', next: 'Escolha um da lista.' },
  url_malformed: {
    title: 'O endereço não pode ser lido',
    next: 'Corrija o endereço.',
  },
  body_unreadable: {
    title: 'O que foi enviado não pode ser lido',
    next: 'Envie um só documento JSON em UTF-8.',
  },
  media_type_unsupported: {
    title: 'O que foi enviado é de um tipo desconhecido',
    next: 'Envie application/json.',
  },
  idempotency_key_required: {
    title: 'O pedido não traz uma Idempotency-Key utilizável',
    next: 'Envie uma chave nova de 1 a 200 caracteres ASCII visíveis, e a mesma quando repetir o pedido.',
  },
  message_too_large: {
    title: 'A mensagem é grande demais para ser transmitida',
    next: 'Envie menos de uma vez.',
  },
  upload_offset_differs: {
    title: 'O envio não continua a partir daí',
    next: 'Pergunte quanto chegou, e continue a partir daí.',
  },
  body_too_large: { title: 'É demais para um só envio', next: 'Encurte o relato e envie de novo.' },
  idempotency_key_reused: {
    title: 'O pedido mudou durante o envio',
    next: 'Envie de novo; nada é duplicado.',
  },
  rate_limited: { title: 'Pedidos demais', next: 'Espere um momento e tente de novo.' },
  request_timed_out: {
    title: 'O pedido não chegou inteiro a tempo',
    next: 'Envie de novo, ou menos de uma vez; nada é duplicado.',
  },
  service_unavailable: {
    title: 'Outra parte do nó não responde agora',
    next: 'Tente de novo em um momento.',
  },
  upstream_unavailable: {
    title: 'Esta parte do nó não responde agora',
    next: 'Tente de novo em um momento; nada do que escreveu se perde.',
  },
  database_unavailable: {
    title: 'Não é possível chegar aos dados agora',
    next: 'Tente de novo em um momento.',
  },
  sign_in_unavailable: {
    title: 'Não é possível verificar a sessão agora',
    next: 'Tente de novo em um momento.',
  },
  alert_not_there_yet: {
    title: 'Outra pessoa prosseguiu com este alerta, ou vem outro passo antes',
    next: 'Leia de novo o alerta e decida depois.',
  },
  alert_has_nobody_to_ask: {
    title: 'Este alerta não é sobre ninguém de uma instituição deste nó',
    next: 'Investigue por si, ou escreva a quem audita o outro nó.',
  },
  alert_about_oneself: {
    title: 'Ninguém encerra um alerta sobre si próprio',
    next: 'Deixe-o aberto: encerra-o outra pessoa que audita, que pergunta à sua supervisão.',
  },
  register_kind_unknown: {
    title: 'Este livro não tem esse tipo nem esse passo',
    next: 'Escolha um dos que o nó nomeia.',
  },
  register_known_ahead: {
    title: 'A essa hora ninguém o sabe ainda',
    next: 'Indique desde quando se sabe.',
  },
  register_closed: {
    title: 'Esta linha está encerrada',
    next: 'Abra outra.',
  },
  register_clock_runs: {
    title: 'Ainda há algo por fazer',
    next: 'Dê antes os passos que param os prazos, ou os que dizem por que não são precisos.',
  },
  register_moved_on: {
    title: 'Outra pessoa prosseguiu com esta linha',
    next: 'Leia-a de novo e decida depois.',
  },
  certification_post_unknown: {
    title: 'Essa conta não está entre as que se certificam',
    next: 'Leia de novo a certificação: ela nomeia as contas que havia no começo do trimestre.',
  },
  certification_posts_first: {
    title: 'Cada conta desta instituição é certificada em separado',
    next: 'Espere a supervisão dela, ou diga você das contas que restam se são precisas.',
  },
  certification_of_oneself: {
    title: 'Ninguém certifica a própria conta',
    next: 'Peça a outra supervisão da instituição, ou a quem audita, que diga se é precisa.',
  },
  certification_post_decided: {
    title: 'Outra pessoa já disse isso dessa conta',
    next: 'Leia-a de novo; o que foi dito fica.',
  },
  sample_too_early: {
    title: 'Esse mês não terminou',
    next: 'Sorteie quando terminar: antes poder-se-ia escolher.',
  },
  sample_reviewed: {
    title: 'Este acesso já foi revisto',
    next: 'Leia de novo a amostra; o que se apurou fica.',
  },
  sample_of_oneself: {
    title: 'Ninguém revê o próprio acesso',
    next: 'Deixe este para outra pessoa que audita, e continue com os outros.',
  },
  log_unwitnessed: {
    title: 'Há tempo demais ninguém de fora viu o registro de acessos, e só se abre em emergência',
    next: 'Avise quem opera o seu nó. Se alguém estiver em perigo, abra como emergência.',
  },
  log_emergencies_reached: {
    title: 'Ninguém de fora vê o registro, e você já abriu em emergências tantas pessoas quantas se pode em um dia',
    next: 'Peça a um ou uma colega, ou à sua supervisão, que a abra, e avise quem opera o seu nó.',
  },
  log_differs: {
    title: 'O que se procura não é o que diz o registro, e foi alterado de novo cada vez que se refez a partir dele',
    next: 'Não acredite no que acabou de ver. Pergunte a quem opera o nó quem tem acesso ao banco de dados do registro, e tente de novo em um minuto.',
  },
  log_unavailable: {
    title: 'Não é possível escrever no registro de acessos agora, e sem ele nada se abre',
    next: 'Tente de novo em um momento.',
  },
  search_too_wide: {
    title: 'Com isto não se pode procurar ninguém em particular',
    next: 'Indique um nome que não seja muito comum, ou um documento ou um telefone; a data de nascimento ajuda, mas não basta sozinha.',
  },
  search_quota_reached: {
    title: 'Hoje já procurou tantas pessoas quantas uma só pode',
    next: 'Peça que outra pessoa da custódia do seu nó continue, ou continue amanhã.',
  },
  code_name_ambiguous: {
    title: 'Duas pessoas têm esse nome de código',
    next: 'Pergunte de novo e indique em que encaminhamento foi lido.',
  },
  second_custodian_required: {
    title: 'Ninguém confirma o seu próprio pedido',
    next: 'Peça a outra pessoa da custódia do seu nó que o confirme.',
  },
  request_not_waiting: {
    title: 'Este pedido já não espera por ninguém',
    next: 'Atualize a lista; um pedido é confirmado uma vez, em 24 horas, e pode ser refeito.',
  },
  records_linked_already: {
    title: 'Estes dois registros já estão vinculados',
    next: 'Atualize a lista de vínculos; não há mais nada a fazer.',
  },
  records_not_linked: {
    title: 'Estes dois registros já não estão vinculados',
    next: 'Atualize a lista de vínculos; não há mais nada a fazer.',
  },
  same_record: {
    title: 'Os dois pseudônimos são de um só registro',
    next: 'Indique dois registros: os dois de um par da lista de duplicados, ou dois de uma pesquisa.',
  },
  not_confirmed_yet: {
    title: 'Ninguém mais confirmou este pedido ainda',
    next: 'Peça a outra pessoa da custódia; precisa ser confirmado em 24 horas.',
  },
  glass_elsewhere: {
    title: 'A sua instituição não responde agora por esta pessoa neste encaminhamento, e ninguém dela a abre a sós',
    next: 'Ligue para o telefone de plantão da outra instituição do encaminhamento: ela tem a pessoa ou sabe quem a tem. Se alguém corre perigo, ligue antes para os serviços de emergência.',
  },
  glass_not_yours: {
    title: 'Este encaminhamento não está atribuído a você e você não está de plantão na sua instituição',
    next: 'Ligue para quem está de plantão na sua instituição, ou atribua o encaminhamento a si, do que a sua supervisão fica sabendo, e abra então.',
  },
  glass_limit_reached: {
    title: 'Esta semana você já abriu tantas identidades de emergência quantas uma só pessoa pode',
    next: 'Peça a um ou uma colega que não o tenha feito, ou à sua supervisão; pela via comum o encaminhamento precisa estar atribuído a você.',
  },
  match_nothing_to_ask: {
    title: 'Sabe-se muito pouco da pessoa para perguntar a outro nó',
    next: 'Registre um documento, ou um nome ou telefone com o ano de nascimento, e pergunte de novo.',
  },
  match_quota_reached: {
    title: 'Um nó não pode perguntar a outro mais do que isto em uma hora ou em um dia',
    next: 'Pergunte mais tarde; se alguém estiver em perigo, encaminhe a pessoa ou telefone ao outro nó.',
  },
  match_keys_differ: {
    title: 'Os dois nós não perguntam pela mesma lista de chaves',
    next: 'Avise a administração dos dois nós: precisam usar o mesmo arquivo.',
  },
  match_epoch_other: {
    title: 'A pergunta chegou quando o seu dia tinha terminado',
    next: 'Pergunte de novo.',
  },
  match_not_permitted: {
    title: 'O outro nó não responde a esta pergunta',
    next: 'Pergunte à sua autoridade central, ou encaminhe a pessoa com uma base que o cubra.',
  },
  match_set_too_large: {
    title: 'O outro nó guarda mais pessoas do que se podem consultar assim',
    next: 'Encaminhe a pessoa, ou pergunte à sua autoridade central.',
  },
  match_answer_differs: {
    title: 'A resposta não foi feita com a chave e o conjunto do seu dia',
    next: 'Não confie nela; avise a administração do seu nó.',
  },
  evaluation_refused: {
    title: 'A resposta a uma pergunta privada não prova com que chave foi feita',
    next: 'Não confie nela; avise a administração do seu nó e pergunte de novo.',
  },
  key_missing: {
    title: 'Falta ao nó uma chave necessária',
    next: 'Avise a administração do seu nó; nada foi guardado nem enviado.',
  },
  contents_for_agency_alone: {
    title: 'A própria instituição guarda as suas chaves: o nó não pode abrir o que tem desta pessoa',
    next: 'Baixe o que foi selado à sua instituição e abra-o lá com a chave dela.',
  },
  contents_not_sealed: {
    title: 'O pacote não está selado à chave que a sua instituição guarda, ou não como é preciso',
    next: 'Peça ao nó remetente que reveja o seu diretório e o envie de novo.',
  },
  contents_unsound: {
    title: 'O que está selado à instituição não é o que o remetente assinou, ou está cifrado a outra chave',
    next: 'Peça ao nó remetente que o envie de novo.',
  },
  contents_not_permitted: {
    title: 'Não pode ler agora tudo o que está selado à sua instituição, e não se entrega em parte',
    next: 'Peça a quem o enviou um complemento, que toma o seu lugar.',
  },
  contents_differ: {
    title: 'O que é entregue já não é aquilo com que a descarga começou',
    next: 'Recomece a descarga.',
  },
  contents_key_revoked: {
    title: 'Está selado a uma chave revogada da sua instituição, e não é entregue a ninguém',
    next: 'Peça a quem o enviou que complete o processo: assim é enviado de novo, selado à chave de hoje.',
  },
  certificate_missing: {
    title: 'Não há certificado confiável da instituição destinatária',
    next: 'Peça ao nó destinatário que certifique de novo o seu certificado.',
  },
  seal_certificate_missing: {
    title: 'O nó não tem certificado para selar formulários',
    next: 'Avise a administração do seu nó.',
  },
  internal: {
    title: 'Algo falhou no nó',
    next: 'Tente de novo; se persistir, avise a administração do seu nó.',
  },
  hub_unreachable: {
    title: 'O nó não respondeu',
    next: 'Tente de novo; o que foi enviado é guardado uma só vez.',
  },
  unexpected_answer: {
    title: 'O nó deu uma resposta que não se entende',
    next: 'Tente de novo; se persistir, avise a administração do seu nó.',
  },
  certificate_not_trusted: {
    title: 'O certificado oferecido para selar não está certificado pela jurisdição',
    next: 'Não envie nada e avise a administração do seu nó.',
  },
  view_unreadable: {
    title: 'A resposta não corresponde a este pedido',
    next: 'Inicie sessão de novo e tente outra vez.',
  },
  audit_proof_invalid: {
    title: 'O registro não conseguiu provar que contém esta entrada',
    next: 'Guarde o que tem e avise uma auditoria de fora do seu nó.',
  },
  seal_invalid: {
    title: 'Não é possível abrir o formulário selado',
    next: 'Envie de novo; ele será selado outra vez.',
  },
  seal_context_mismatch: {
    title: 'O formulário foi selado para outro uso',
    next: 'Inicie sessão de novo e envie outra vez.',
  },
  seal_replayed: { title: 'Este formulário selado já foi usado', next: 'Envie de novo; ele será selado outra vez.' },
  seal_stale: {
    title: 'O formulário selado tem mais de cinco minutos',
    next: 'Confira o relógio do seu computador e envie de novo.',
  },
  view_request_replayed: { title: 'Este pedido de abertura já foi usado', next: 'Peça a abertura de novo.' },
  guardian_not_named: {
    title: 'Não consta responsável legal desta pessoa',
    next: 'Registre primeiro o responsável legal, ou colha o consentimento da pessoa.',
  },
  form_text_unknown: {
    title: 'O texto lido à pessoa não é um formulário de consentimento em uso',
    next: 'Leia à pessoa um texto da versão em uso; a página mostra-o.',
  },
  interpreter_not_independent: {
    title: 'Quem interpretou pode não ser livre, ou não se disse quem é',
    next: 'Explique de novo com um intérprete que não seja suspeito, empregador, familiar, outra vítima ou criança.',
  },
  capacity_lacking: {
    title: 'A pessoa não podia decidir naquele momento',
    next: 'Dê ajuda urgente por interesse vital e pergunte de novo quando puder decidir, ou com apoio.',
  },
  contact_not_agreed: {
    title: 'A pessoa não quer contato, e há dados de contato no que foi acordado',
    next: 'Retire os dados de contato, ou pergunte à pessoa qual via é segura.',
  },
  witness_not_independent: {
    title: 'O consentimento oral precisa de uma testemunha que não seja da polícia nem de quem recebe',
    next: 'Nomeie uma testemunha independente, ou tome uma assinatura, impressão digital ou pictograma.',
  },
  guardian_authority_missing: {
    title: 'Não consta com que direito o responsável legal consente',
    next: 'Indique o direito e o documento que o comprova, ou use o protocolo de proteção da infância.',
  },
  guardian_conflict_unchecked: {
    title: 'Ninguém verificou se o responsável legal tem um interesse próprio',
    next: 'Fale com a pessoa a sós, veja os registros e diga o que achou; ele pode ser parte do dano.',
  },
  refusal_not_reviewed: {
    title: 'A pessoa recusou o consentimento e ninguém independente o reviu',
    next: 'Peça a alguém de outra instituição que possa confirmar que reveja o caso; antes nada sai.',
  },
  second_person_first: {
    title:
      'Ninguém confirmou o que um só funcionário da instituição afirmou antes para esta pessoa, ou um perigo em vigor vai para outra instituição, e nenhuma segunda pessoa confirmou este',
    next: 'Peça a uma segunda pessoa que o confirme agora; antes nada sai. Se o anterior perdeu a validade, faça com que seja revisto.',
  },
  independent_person_required: {
    title: 'A pessoa recusou o consentimento: alguém de outra instituição precisa rever',
    next: 'Peça ao plantão do nó, à proteção da infância ou à ouvidoria que veja o caso.',
  },
  not_narrower: {
    title: 'Isto alargaria o consentimento',
    next: 'Explique de novo e tome um consentimento novo que substitua este.',
  },
  compelled_data_missing: {
    title: 'Não se diz a que dados obriga o tribunal ou a lei',
    next: 'Leia a ordem ou o artigo e indique as categorias que nomeia. Se não nomeia nenhuma, pergunte a quem o emitiu: o silêncio nunca significa tudo.',
  },
  order_limit_missing: {
    title: 'Não se diz até quando vale a ordem judicial',
    next: 'Indique o último dia da ordem. Se ela não nomeia nenhum, peça-o ao tribunal, ou indique o dia em que deve estar feito o que ela ordena.',
  },
  person_not_told: {
    title: 'A pessoa não foi avisada primeiro',
    next: 'Diga à pessoa o que a lei obriga a comunicar antes de comunicar; registre-o, ou que avisar poria alguém em perigo.',
  },
  review_not_needed: {
    title: 'Isto não é revisto: é um consentimento, ou já terminou',
    next: 'Não há mais nada a fazer.',
  },
  one_case_unfit: {
    title:
      'Uma autorização para um só caso exige um interesse vital em vigor que nomeie a instituição destinatária, entre este nó e outro',
    next: 'Registre primeiro o interesse vital; no nó que recebe, informe o número dado pelo outro ponto focal, e nenhum registro.',
  },
  one_case_number_taken: {
    title: 'Já há uma autorização com este número',
    next: 'Procure-a ou combine outro número.',
  },
  independent_officer_required: {
    title: 'A pessoa retirou o que aceitou da sua instituição: confirma alguém de outra',
    next: 'Envie o link a quem está de plantão no nó, à autoridade de proteção da infância ou à ouvidoria, para que fale com a pessoa.',
  },
  own_record_not_held: {
    title: 'A sua instituição não tem nada registrado sobre a pessoa, e ela não aceitou nada que a nomeie',
    next: 'Se a sua instituição registrou a pessoa, registre o que ela aceita. Se outra instituição a encaminhou à sua, a pessoa lê o seu registro lá, ou com a folha com código que essa instituição lhe der.',
  },
  own_record_ended: {
    title: 'O que a sua instituição tinha registrado sobre a pessoa foi retirado ou terminou',
    next: 'Faça para a pessoa uma folha com código: com ela lê tudo o que está registrado, assim que uma segunda pessoa a tenha confirmado.',
  },
  person_received: {
    title:
      'Outra instituição encaminhou esta pessoa à sua: o que ela aceita com você não se registra sob essa referência',
    next: 'Registre a pessoa na sua instituição, registre ali o que ela aceita, e faça com que duas pessoas custodiantes liguem os dois registros.',
  },
  one_recipient_only: {
    title: 'Um interesse vital vai a uma só instituição',
    next: 'Nomeie a instituição que pode agir agora; registre outra base para as demais.',
  },
  second_person_required: {
    title: 'Ninguém confirma o próprio registro',
    next: 'Peça a um ou uma colega, ou ao plantão do nó, que confirme.',
  },
  second_person_not_on_duty: {
    title: 'Há alguém de plantão, e a segunda pessoa precisa estar de plantão',
    next: 'Peça a quem está de plantão pela escala que confirme, ou que quem supervisiona ponha você na escala. Se não há ninguém de plantão em todo o nó, confirma qualquer pessoa que possa fazê-lo.',
  },
  already_confirmed: { title: 'Uma segunda pessoa já confirmou', next: 'Não há mais nada a fazer.' },
  confirmation_not_needed: { title: 'Esta base não precisa de segunda pessoa', next: 'Não há mais nada a fazer.' },
  already_withdrawn: { title: 'Isto já tinha sido retirado', next: 'Não há mais nada a fazer.' },
  recall_answered: { title: 'Este recolhimento já foi respondido', next: 'Não há mais nada a fazer.' },
  order_waits_already: {
    title: 'Esta ordem já espera uma segunda pessoa',
    next: 'Peça a um ou uma colega que não a recebeu que a veja e a confirme.',
  },
  withdrawal_settled: { title: 'Esta retirada já está resolvida', next: 'Não há mais nada a fazer.' },
  guardian_may_not_withdraw: {
    title: 'Um responsável só retira o que um responsável deu',
    next: 'Pergunte à pessoa. O que protege uma criança continua valendo; um tribunal pode pôr fim a isso.',
  },
  nobody_agreed_to_it: {
    title: 'Ninguém aceitou isto: não há palavra a retirar',
    next: 'Peça a alguém que não o registrou que o revise e o encerre, ou registre a decisão de um tribunal.',
  },
  witness_or_sheet_first: {
    title: 'A pessoa já aceitou isto antes, e só a palavra de um funcionário o mostra: isso basta por 72 h',
    next: 'Faça com que alguém independente o ouça como testemunha, tome uma marca em um pictograma ou envie a folha agora. Se isso põe a pessoa em perigo, invoque o perigo: uma segunda pessoa o confirma.',
  },
  less_than_before: {
    title: 'Isto deixa fora algo do consentimento que vai substituir',
    next: 'Fale com a pessoa a sós, verifique se há coação e diga como foi tomado; ou mantenha tudo o que foi acordado.',
  },
  narrowed_under_duress: {
    title: 'Talvez alguém pressione a pessoa: então não se retira uma parte na hora',
    next: 'Registre em vez disso uma retirada completa: ela espera até que um ou uma colega tenha falado com a pessoa a sós.',
  },
  step_not_allowed: {
    title: 'O encaminhamento avançou e este passo não está mais aberto',
    next: 'Carregue o encaminhamento de novo e escolha entre o que é possível agora.',
  },
  step_blocked: {
    title: 'Outra coisa deve vir antes deste passo',
    next: 'Faça primeiro o que a página indica e tente de novo.',
  },
  person_is_child: {
    title: 'Segundo o registro, a pessoa é criança ou adolescente, ou há dúvida sobre a idade',
    next: 'Siga os passos para crianças e adolescentes. Se o registro está errado, primeiro o corrige a instituição que registrou a pessoa.',
  },
  log_full: {
    title: 'Este encaminhamento já tem tantos passos quanto pode ter',
    next: 'Leve-o ao fim e continue com um novo encaminhamento, ligado a este.',
  },
  no_newer_version: {
    title: 'Não há versão mais nova do protocolo para a qual passar',
    next: 'Siga com a versão atual.',
  },
  migration_across_hubs: {
    title: 'Um encaminhamento entre dois países fica na versão do seu protocolo',
    next: 'Siga com a versão atual.',
  },
  grant_withdrawn: {
    title: 'O que permitia à outra instituição participar deste encaminhamento foi retirado',
    next: 'Com uma base legal em vigor, envie um novo encaminhamento e vincule-o a este.',
  },
  protocol_gone: {
    title: 'O protocolo deste encaminhamento não está mais instalado nesta versão',
    next: 'Avise quem administra o sistema. Enquanto isso, fale com a outra instituição por outra via.',
  },
  protocol_changed: {
    title: 'O arquivo deste protocolo foi alterado sem uma versão nova',
    next: 'Tente de novo: vale o que a versão dizia antes. Avise quem administra o sistema.',
  },
  protocol_differs: {
    title: 'O protocolo diz outra coisa no outro país, na mesma versão',
    next: 'Avise quem administra o sistema: é preciso comparar os arquivos dos dois países. Nada foi guardado.',
  },
  attachments_too_large: {
    title: 'Os anexos são maiores do que uma mensagem pode levar',
    next: 'Envie no máximo 500 KB no total.',
  },
  request_not_open: {
    title: 'O pedido está com a autoridade central ou foi assinado: o que diz não muda',
    next: 'Peça à autoridade central que o devolva, ou comece outro pedido.',
  },
  request_discarded: {
    title: 'Este pedido foi descartado, e o que dizia está destruído',
    next: 'Comece outro pedido se a prova ainda for necessária.',
  },
  request_contact_only: {
    title: 'A sua instituição executa este pedido: dele lê e escreve o que se diz em contato, e nada mais',
    next: 'Leia e escreva em contato. O que precisar saber do pedido, pergunte à sua autoridade central.',
  },
  request_drafter_only: {
    title: 'O que um pedido diz é escrito pela instituição que o redige',
    next: 'Enquanto estiver com você, devolva-o e diga o que deve mudar; ao outro Estado, escreva uma carta.',
  },
  request_authority_only: {
    title: 'Quem faz isto é a autoridade central, por alguém que ali decide',
    next: 'Peça à sua autoridade central, ou a alguém dela que decida: o pedido está também na página deles.',
  },
  request_contact_of_others: {
    title: 'Em contato escrevem-se a instituição que conduz o caso e a que executa o pedido',
    next: 'Leia-o aqui; à autoridade central do outro Estado, escreva uma carta.',
  },
  request_not_signed: {
    title: 'O pedido ainda não está assinado: no outro Estado ninguém sabe dele',
    next: 'Espere até que a sua autoridade central o tenha assinado, e então escreva.',
  },
  request_document_too_long: {
    title: 'O que o pedido diz não cabe em um documento',
    next: 'Leia-o na página, ou mande encurtar os textos.',
  },
  request_document_not_yet: {
    title: 'Ainda não há esse documento para sua instituição',
    next: 'A lista para a defesa se faz onde as peças foram recebidas; o certificado, onde foram entregues.',
  },
  request_file_not_named: {
    title: 'O pedido não indica este arquivo',
    next: 'Indique-o primeiro: um anexo no rascunho, uma peça no que se entrega.',
  },
  request_file_differs: {
    title: 'Um arquivo de outro nó não é o que o pedido indica, ou não nesses termos',
    next: 'Peça que o entreguem de novo; se continuar, pergunte à autoridade que o envia qual é.',
  },
  request_suspect_not_named: {
    title: 'Quem consta como suspeito não está no texto das pessoas com o mesmo nome completo',
    next: 'Escreva cada um com nome e sobrenome no campo das pessoas, e repita na lista as mesmas palavras, um nome por linha.',
  },
  request_suspects_differ: {
    title: 'Um texto do pedido foi ocultado segundo outros suspeitos que os que constam nele',
    next: 'Retire o pedido e escreva esse texto de novo em outro rascunho: ele pode nomear quem não é suspeito no pedido.',
  },
  request_file_refused: {
    title: 'Um arquivo não pode ser refeito, ou não se pode mostrar que está limpo',
    next: 'Anexe-o como PDF, Word ou texto; uma imagem, só em um campo que nomeia alguém ou algo.',
  },
  message_not_redactable: {
    title: 'A mensagem não pode ser tornada segura para a outra instituição',
    next: 'Escreva em espanhol, português, francês ou inglês e anexe textos simples; nada foi guardado nem enviado.',
  },
  message_not_permitted: {
    title: 'O que a pessoa aceitou não inclui textos para essa instituição',
    next: 'Pergunte pelos passos do protocolo, ou registre um consentimento que inclua o relato; nada foi guardado nem enviado.',
  },
  message_over_limit: {
    title: 'A mensagem é grande demais para outro nó',
    next: 'Envie em duas partes ou com menos anexos; nada foi guardado nem enviado.',
  },
  referral_not_here_yet: {
    title: 'O encaminhamento ainda não chegou aqui',
    next: 'Espere um momento e tente de novo.',
  },
  form_unknown: {
    title: 'Esse formulário não existe nessa versão',
    next: 'Carregue a página de novo e preencha o do protocolo.',
  },
  form_not_of_protocol: {
    title: 'Este formulário não é dos do protocolo do encaminhamento',
    next: 'Responda um formulário do protocolo, ou responda este em um encaminhamento do seu próprio protocolo.',
  },
  form_not_for_person: {
    title: 'Este formulário é para crianças e adolescentes, e a pessoa não é, até onde se sabe',
    next: 'Use outro formulário, ou corrija a idade registrada.',
  },
  statement_unknown: {
    title: 'A sua instituição não registrou tal declaração desta pessoa',
    next: 'Indique a declaração que esta corrige pelo identificador recebido no registro, ou deixe vazio.',
  },
  statement_superseded: {
    title: 'Outra declaração já corrige essa',
    next: 'Veja o que consta agora; se ainda estiver errado, corrija a mais recente. Nada foi guardado.',
  },
  statement_altered: {
    title: 'O texto não é aquele cuja impressão digital foi calculada',
    next: 'Calcule o resumo do texto em UTF-8 exatamente como é enviado, com as quebras de linha. Nada foi guardado.',
  },
  review_not_possible: {
    title: 'Ninguém pode rever este texto, documento ou imagem',
    next: 'Fica retido. Escreva-o de novo em espanhol, português, francês ou inglês, ou anexe-o como texto, PDF, JPEG ou PNG que abra.',
  },
  review_lapsed: {
    title: 'O texto ou a política de vistas já não é o que você viu',
    next: 'Abra de novo e veja o que está mascarado agora. Nada foi guardado.',
  },
  mask_misplaced: {
    title: 'Uma máscara fica fora do texto, ou é levantada onde não há nenhuma',
    next: 'Abra de novo e marque sobre o texto que se mostra ali. Nada foi guardado.',
  },
  mask_stays: {
    title: 'Uma destas máscaras ninguém levanta',
    next: 'Deixe mascarado o que nomeia, permite contatar ou localiza a pessoa, e o que revelaria uma categoria secreta. Nada foi guardado.',
  },
  review_leaks: {
    title: 'Com estas máscaras fica no texto algo que identifica',
    next: 'Levante menos máscaras, ou mascare também o que resta. Nada foi guardado.',
  },
  picture_not_paintable: {
    title: 'A imagem não pode ser refeita sem o que os retângulos cobrem',
    next: 'Fica retida. Cada retângulo deve caber inteiro na imagem tal como foi aberta. Se couberem, anexe-a de novo como JPEG ou PNG comum de 600 kB no máximo. Nada foi guardado.',
  },
  review_of_own: {
    title: 'Ninguém revê uma imagem que anexou',
    next: 'Peça a outra pessoa revisora da sua instituição que esteja atribuída ao encaminhamento. Se não houver, peça ao operador que dê essa função a um ou uma colega, ou diga por palavras o que a imagem mostra.',
  },
  review_second_person: {
    title: 'Ninguém confirma a própria revisão',
    next: 'Peça a outra pessoa revisora da sua instituição, atribuída ao encaminhamento, que a confirme. Se não houver, peça ao operador que dê essa função a um ou uma colega; o que foi acrescentado vale entretanto.',
  },
  review_not_waiting: {
    title: 'Esta não é a revisão que espera confirmação',
    next: 'Abra de novo e veja o que foi decidido desde então.',
  },
  release_not_redactable: {
    title: 'O texto não pode ser tornado seguro para que todos o leiam',
    next: 'Escreva em espanhol, português, francês ou inglês, ou publique um resumo com as suas palavras. Nada foi publicado.',
  },
  release_person_unknown: {
    title: 'Uma das referências não é da sua instituição',
    next: 'Indique as pessoas do texto pelas referências com que a sua instituição as registrou.',
  },
  release_too_identifying: {
    title: 'Os números denunciariam alguém',
    next: 'Peça menos colunas ou um período mais longo, e publique quando houver mais casos. Nada foi publicado.',
  },
  notice_nothing_to_show: {
    title: 'O registro não contém o que o aviso deve mostrar, ou o consentimento não o abrange',
    next: 'Escolha entre nome e documento, complete o registro ou pergunte à pessoa. Nada foi emitido.',
  },
  notice_without_phone: {
    title: 'O diretório não tem o telefone de plantão da sua instituição, e um aviso sem ele não protege ninguém',
    next: 'Peça a quem mantém o diretório que registre o telefone de plantão. Nada foi emitido.',
  },
  notice_ended: {
    title: 'Este aviso já não está em vigor',
    next: 'Emita um novo se a pessoa continuar de acordo; não se baseie no anterior.',
  },
  record_changed: {
    title: 'Outra pessoa acabou de completar o registro',
    next: 'Veja o que consta e envie o que ainda falta.',
  },
  version_changed: {
    title: 'O encaminhamento mudou desde que você o viu',
    next: 'Carregue-o de novo e decida pelo que ele diz agora.',
  },
  recipient_is_sender: {
    title: 'Um encaminhamento vai para outra instituição',
    next: 'Escolha outra instituição, ou atribua a um ou uma colega.',
  },
  protocol_needs_minor: {
    title: 'O protocolo de proteção da infância é para menores de idade e pessoas de idade em dúvida',
    next: 'Use o protocolo de encaminhamento comum.',
  },
  login_required: { title: 'É preciso iniciar sessão', next: 'Inicie sessão para continuar.' },
  sign_in_failed: {
    title: 'Não foi possível iniciar sessão',
    next: 'Tente de novo; se persistir, avise a administração do seu nó.',
  },
  sign_in_as_another: {
    title: 'Outra pessoa iniciou sessão na janela nova',
    next: 'Inicie sessão com a mesma conta, ou encerre primeiro a sessão aqui.',
  },
  sign_in_ended: { title: 'A sua sessão terminou', next: 'Inicie sessão de novo.' },
  sign_in_state_mismatch: {
    title: 'A resposta não corresponde a este início de sessão',
    next: 'Inicie sessão de novo a partir desta página.',
  },
  access_denied: { title: 'O acesso não foi concedido', next: 'Inicie sessão de novo.' },
  no_such_referral: {
    title: 'Esse encaminhamento não existe para você',
    next: 'Verifique o endereço, ou pergunte à instituição que o enviou.',
  },
  referral_not_assigned: {
    title: 'Este encaminhamento não está atribuído a você',
    next: 'Atribua-o a si na página dele, do que a sua supervisão fica sabendo, ou peça que o atribuam a você; depois tente de novo.',
  },
  referral_closed: {
    title: 'Como este encaminhamento está agora, ninguém abre a pessoa',
    next: 'Veja na página dele como está e a quem cabe agir. Quando um passo o abrir de novo, tente outra vez; o que foi retirado, responda ali.',
  },
  referral_over: {
    title: 'Este encaminhamento terminou, e por ele ninguém mais abre a pessoa',
    next: 'Se a pessoa ainda precisa de algo, faça um novo encaminhamento com uma base em vigor e vincule-o a este.',
  },
  referral_in_place: {
    title: 'A sua instituição age no lugar da remetente, e este encaminhamento não lhe entregou ninguém',
    next: 'Responda na página dele ao que não exige identidade. Para ler sobre a pessoa, registre-a e pergunte-lhe com o que concorda.',
  },
  record_gone: {
    title: 'O registro desta pessoa não está mais aqui: foi apagado',
    next: 'Nada dele pode ser aberto. Leve o encaminhamento ao fim na página dele; se a pessoa precisar de algo, registre-a de novo.',
  },
  record_not_here: {
    title: 'O registro desta pessoa não está aqui: ainda não chegou, ou foi apagado',
    next: 'Tente de novo em alguns minutos. Se continuar assim, pergunte a quem enviou na página do encaminhamento, sem dizer o nome da pessoa.',
  },
  link_not_needed: {
    title: 'Esta instituição é membro e abre o encaminhamento na sua caixa',
    next: 'Envie um link somente a uma organização que não é membro.',
  },
  paper_number_taken: {
    title: 'Já foi registrado um encaminhamento com esse número de papel',
    next: 'Veja-o: pode ser a mesma pessoa. Se não for, compare o número com o formulário.',
  },
  no_such_offer: {
    title: 'Esse pedido de ajuda não existe',
    next: 'Carregue os pedidos de novo.',
  },
  offer_closed: {
    title: 'O pedido já foi respondido, venceu ou não é mais preciso',
    next: 'Carregue os pedidos de novo; talvez outra instituição tenha sido perguntada.',
  },
  offer_not_sendable: {
    title: 'A instituição não disse que pode, ou o pedido era outro, ou já foi enviado',
    next: 'Carregue o encaminhamento de novo e veja os seus pedidos de ajuda.',
  },
  no_such_shift: {
    title: 'Esse plantão não existe',
    next: 'Carregue os plantões de novo.',
  },
  no_evidence_treaty: {
    title: 'Não há tratado em vigor com esse país para este tipo de assistência',
    next: 'Pergunte à sua autoridade central se é possível pedir de outro modo, ou escolha outro tipo de assistência.',
  },
  request_moved_on: {
    title: 'O pedido mudou desde que você o viu',
    next: 'Carregue-o de novo e decida sobre o que diz agora.',
  },
  request_not_to_send: {
    title: 'O que este lado diz do pedido está a caminho, ou o outro nó já o tem',
    next: 'Carregue-o de novo; só se envia outra vez após uma recusa, ou se foi tentado em vão.',
  },
  request_over: {
    title: 'O pedido terminou ou foi retirado: nada do que diz vai mais ao outro Estado',
    next: 'Escreva à sua autoridade central o que ainda deva saber; para qualquer outra coisa faça um novo pedido.',
  },
  request_texts_not_to_send: {
    title: 'Nada do pedido falhou que possa ser enviado de novo',
    next: 'Carregue-o de novo: está a caminho ou chegou. O que foi recusado por seu tamanho ou forma precisa ser escrito de outro modo.',
  },
  essentials_missing: {
    title: 'O pedido não diz o que o tratado ou a assistência exigem',
    next: 'Preencha o que falta ao pedido: está na lista acima do formulário, com o artigo que o pede.',
  },
  assistance_not_due: {
    title: 'Pelo que diz o pedido, o outro Estado poderia negá-lo de imediato',
    next: 'Veja a causa e o artigo. Peça por outro tratado, ou peça outra assistência.',
  },
  central_authority_unknown: {
    title: 'O diretório não conhece essa autoridade central nesse país',
    next: 'Escolha uma do diretório.',
  },
  request_step_not_allowed: {
    title: 'Isso não pode ser feito com o pedido como está',
    next: 'Carregue-o de novo: verá o que pode ser feito.',
  },
  request_step_blocked: {
    title: 'Antes disto deve ter ocorrido outra coisa',
    next: 'Peça primeiro permissão para o outro uso.',
  },
  ground_not_of_treaty: {
    title: 'O tratado não tem essa causa de recusa para esta assistência',
    next: 'Escolha uma das causas que o pedido mostra.',
  },
  use_not_answered: {
    title: 'Já se pediu permissão para outro uso, e ainda não há resposta',
    next: 'Espere a resposta, ou escreva a quem o enviou.',
  },
  use_not_asked: {
    title: 'Ninguém pede permissão para este uso, ou já se respondeu',
    next: 'Carregue de novo o encaminhamento e responda ao que se pede.',
  },
  use_beyond_purpose: {
    title: 'A permissão de quem o enviou não vai além daquilo para que a pessoa foi encaminhada',
    next: 'Se a pessoa concordar, peça que seja encaminhada para isso. Em um processo penal entre dois países, peça com um pedido de provas.',
  },
  permission_needed: {
    title: 'Com este tratado nada se entrega à defesa sem permissão',
    next: 'Peça primeiro permissão para esse uso (Nassau, artigo 25).',
  },
  not_expedited: {
    title: 'Só se confirma um pedido enviado sem esperar a autoridade central',
    next: 'Carregue-o de novo; vale como foi assinado.',
  },
  expedited_not_provided: {
    title: 'O tratado não permite enviar isto sem esperar a autoridade central',
    next: 'Apresente-o à sua autoridade central e avise por telefone que é urgente.',
  },
  item_use_not_permitted: {
    title: 'Veio em um pedido de provas, e não para este uso',
    next: 'Faça a sua autoridade central pedir permissão à outra, na página do pedido.',
  },
  item_use_not_answered: {
    title: 'Foi pedida permissão para este uso, e ainda não há resposta',
    next: 'Espere a resposta, ou escreva sobre ela à outra autoridade central.',
  },
  item_use_refused: {
    title: 'A autoridade que o enviou negou a permissão para este uso',
    next: 'Veja o motivo na página do pedido; escreva-lhe antes de pedir de novo.',
  },
  item_use_spent: {
    title: 'Foi permitido uma vez, e já foi usado assim',
    next: 'Faça a sua autoridade central pedir permissão de novo.',
  },
  item_use_without_identity: {
    title: 'Só pode ser usado assim sem a identidade das vítimas',
    next: 'Faça uma cópia mascarada e use essa.',
  },
  item_term_over: {
    title: 'Já devia ter sido devolvido ou destruído',
    next: 'Devolva-o ou destrua-o, ou faça a sua autoridade central pedir para guardá-lo por mais tempo.',
  },
  item_gone_back: {
    title: 'A sua autoridade central declarou que foi devolvido ou destruído',
    next: 'Se não foi, escreva à autoridade central que o enviou, que o dirá; se voltar a ser preciso, peça-o por um novo pedido.',
  },
  item_announce_first: {
    title: 'O que inocenta vai para a defesa depois de avisar a autoridade que o enviou',
    next: 'Anuncie-o na página do pedido; depois, entregue-o.',
  },
  request_log_full: {
    title: 'O pedido já tem tantos passos quantos pode ter',
    next: 'Continue em um novo pedido que cite este.',
  },
  rota_changed: {
    title: 'A escala de plantão mudou desde que você a viu',
    next: 'Carregue-a de novo e decida sobre o que diz agora.',
  },
  hands_changed: {
    title: 'O que esta pessoa atende mudou desde que você viu',
    next: 'Carregue de novo e repasse o que há agora.',
  },
  shift_over: {
    title: 'Este plantão já teria terminado',
    next: 'Escolha um fim que ainda esteja por vir.',
  },
  shift_overlaps: {
    title: 'Esta pessoa já está de plantão nesse horário',
    next: 'Retire o outro plantão, ou escolha outro horário.',
  },
  no_such_intake: {
    title: 'Essa acolhida não existe',
    next: 'Comece outra.',
  },
  link_not_possible: {
    title: 'Estes dois encaminhamentos não podem ser vinculados assim',
    next: 'Uma transferência é da mesma pessoa, enviada pela mesma instituição; os demais vínculos unem dois encaminhamentos seus.',
  },
  compartment_closed: {
    title: 'O que está sob proteção de testemunhas não se vincula a nada de fora',
    next: 'Mantenha-os separados; vincule só encaminhamentos da mesma proteção.',
  },
  service_not_offered: {
    title: 'A sua instituição não oferece este serviço',
    next: 'Peça à jurisdição que o inclua no diretório assinado.',
  },
  erasure_pending: {
    title: 'Já há uma eliminação desta pessoa em curso',
    next: 'Veja-a na lista: aí pode ser confirmada ou retirada.',
  },
  erasure_not_waiting: {
    title: 'Esta eliminação já não espera, ou já foi confirmada',
    next: 'Carregue de novo a lista e veja em que estado está.',
  },
  erasure_second_person: {
    title: 'Ninguém confirma o seu próprio pedido de eliminação',
    next: 'Peça a outra pessoa guardiã do nó que o confirme.',
  },
  restriction_stands: {
    title: 'Até a data de revisão o acesso está restrito, salvo se a instituição que conserva a pessoa lhe puser fim',
    next: 'Peça a uma pessoa guardiã dessa instituição que não tenha pedido a eliminação, ou volte nesse dia.',
  },
  hold_second_person: {
    title: 'Uma retenção legal é levantada por outra pessoa guardiã da instituição que a colocou',
    next: 'Peça a uma pessoa guardiã dessa instituição que não a tenha colocado.',
  },
  review_in_the_past: {
    title: 'A data de revisão não está no futuro',
    next: 'Indique um dia depois de hoje.',
  },
  identity_restricted: {
    title: 'O acesso a esta pessoa está restrito à instituição que a registrou',
    next: 'Pergunte a uma pessoa guardiã do seu nó até quando, e a essa instituição pelo que precisa; o que ia para outro nó, envie quando tiver terminado.',
  },
  retained_legal_hold: {
    title: 'O nó destinatário conserva a pessoa por uma retenção legal',
    next: 'Pergunte a esse nó que autoridade a ordenou; destrói o que tem quando for levantada.',
  },
  retained_open_proceeding: {
    title: 'No nó destinatário há algo sobre a pessoa que ainda não terminou',
    next: 'Não é preciso fazer nada: pergunta-se de novo a cada semana, e ele destrói o que tem quando tiver terminado.',
  },
  retained_statutory_retention: {
    title: 'A lei obriga o nó destinatário a conservar por algum tempo o que tem da pessoa',
    next: 'Não é preciso fazer nada: pergunta-se de novo a cada semana, e ele destrói o que tem quando o prazo tiver vencido.',
  },
  package_recalled: {
    title: 'O nó que enviou o pacote eliminou a pessoa',
    next: 'Não é preciso fazer nada: nada foi guardado.',
  },
  key_encryption_key_missing: {
    title: 'Falta uma chave de cifragem de chaves',
    next: 'Avise quem opera o seu nó: está no cofre de chaves, ou precisa ser restaurada da sua cópia selada.',
  },
  key_store_unavailable: {
    title: 'O módulo de segurança não responde como deve',
    next: 'Tente de novo; se continuar, avise quem opera o seu nó.',
  },
  fhir_consent_only: {
    title: 'Isto não é um consentimento, e um Consent FHIR diria que a pessoa concordou',
    next: 'Consulte-o onde está registrado; só um consentimento é entregue como FHIR.',
  },
  fhir_not_in_force: {
    title: 'O Consent FHIR não está em vigor',
    next: 'Aproveite somente um que esteja ativo e tenha começado; se terminou, pergunte de novo à pessoa.',
  },
  fhir_other_controller: {
    title: 'Este consentimento foi dado a outra instituição, ou não se diz a qual de um modo que aqui se entenda',
    next: 'Indique a sua instituição como responsável se a pessoa o deu a ela; senão, colha um consentimento próprio.',
  },
  fhir_would_widen: {
    title: 'Aproveitá-lo permitiria mais do que permite o Consent FHIR',
    next: 'Pergunte à pessoa sem os limites indicados, ou registre pelo formulário o que ela aceitou.',
  },
  fhir_incomplete: {
    title: 'O Consent FHIR não diz tudo o que aqui um consentimento precisa dizer',
    next: 'Descubra o que falta, com a pessoa se for preciso, e acrescente como diz docs/fhir-consent.md.',
  },
  file_may_incriminate: {
    title: 'Não se diz que nada neste arquivo possa ser usado contra a pessoa',
    next: 'Veja o arquivo. Se nada nele puder ser usado contra a pessoa, diga-o. Se não, pergunte à pessoa, que antes precisa ser aconselhada de forma independente, e registre que aceita; ou envie um texto em que esses trechos estejam marcados.',
  },
  file_not_permitted: {
    title: 'Aquilo em que assenta este encaminhamento não cobre arquivos inteiros, que dizem quem é a pessoa',
    next: 'Envie um texto com o encaminhamento. Um arquivo inteiro só é entregue onde o consentimento, a finalidade e a função da instituição destinatária abrangem identidade e documentos; se ela não os pode ter, alargar o consentimento não basta.',
  },
  file_custody_moved: {
    title: 'Outra pessoa toma o arquivo neste momento',
    next: 'Tente de novo daqui a um instante; a cadeia de custódia dirá quem o teve.',
  },
  referral_use_not_permitted: {
    title: 'Veio com um encaminhamento, e não para este uso',
    next: 'Peça permissão a quem enviou, com o passo para isso na página do encaminhamento. O que esse passo não permite exige um novo encaminhamento com o acordo da pessoa, ou um pedido de provas.',
  },
  referral_use_not_answered: {
    title: 'Pediu-se permissão para este uso, e ainda não há resposta',
    next: 'Espere a resposta, ou escreva a quem enviou.',
  },
  referral_use_refused: {
    title: 'Quem enviou negou a permissão para este uso',
    next: 'Veja o motivo na página do encaminhamento; escreva-lhe antes de pedir de novo.',
  },
  referral_use_spent: {
    title: 'Foi permitido uma vez, e já se usou assim',
    next: 'Peça permissão de novo a quem enviou.',
  },
  item_codes_differ: {
    title: 'Chegou com um código de manejo e uma avaliação, e segue com os mesmos',
    next: 'Não os indique: só os muda quem o enviou primeiro.',
  },
  referral_use_without_identity: {
    title: 'Permite-se só sem a identidade das vítimas, o que um arquivo não pode',
    next: 'Abra os dados da pessoa, onde ela não aparece; ou faça uma cópia mascarada do arquivo.',
  },
  file_on_its_way: {
    title: 'O arquivo já foi entregue com este encaminhamento, ou está a caminho',
    next: 'Veja o que foi feito dele; se foi recusado, pode ser entregue de novo.',
  },
  file_not_kept: {
    title: 'O arquivo ainda não está inteiro e verificado, ou foi recusado',
    next: 'Pergunte pelo seu estado; envie-o de novo se foi recusado.',
  },
  range_beyond_end: {
    title: 'O arquivo termina antes do byte que Range indica',
    next: 'Peça a partir de um byte que esteja nele: Content-Range diz quantos tem.',
  },
  file_quarantined: {
    title: 'Procura-se software malicioso no arquivo, e até lá ninguém o abre',
    next: 'Tente daqui a alguns minutos; se durar, pergunte a quem opera o seu nó.',
  },
  file_infected: {
    title: 'Foi encontrado software malicioso no arquivo, e nada dele se guarda',
    next: 'Não abra o original; avise quem opera o seu nó.',
  },
  file_not_scannable: {
    title: 'O arquivo é maior do que o antivírus aceita, e não se guarda',
    next: 'Envie-o em partes, ou pergunte a quem opera o seu nó.',
  },
  file_too_large: {
    title: 'O arquivo é maior do que se pode guardar',
    next: 'Envie-o por partes.',
  },
  upload_quota_reached: {
    title: 'A sua instituição já começou a enviar hoje tanto quanto uma instituição pode enviar em um dia',
    next: 'Retire os envios de que ninguém precisa, continue amanhã, ou pergunte a quem opera o seu nó.',
  },
  upload_ended: {
    title: 'O envio já terminou, e não pode ser retirado',
    next: 'Veja o estado do arquivo.',
  },
  file_not_the_same: {
    title: 'O arquivo não é aquele com que o envio começou',
    next: 'Escolha o mesmo arquivo, inalterado; ou cancele o envio e comece de novo.',
  },
  file_came_damaged: {
    title: 'O que chegou não é o arquivo que se guarda',
    next: 'Tente de novo; se persistir, avise quem opera o seu nó.',
  },
  clock_differs: {
    title: 'O relógio deste computador não coincide com o do nó',
    next: 'Acerte o relógio e entre de novo.',
  },
  evidence_invalid: {
    title: 'Esta declaração não é o que aquele nó assinou',
    next: 'Guarde o que tem; peça de novo as declarações ao seu nó.',
  },
  statement_invalid: {
    title: 'O que outro serviço disse não pôde ser verificado',
    next: 'Tente de novo; se durar, avise quem opera o seu nó.',
  },
  sealed_form_refused: {
    title: 'O formulário selado não foi feito para este uso',
    next: 'Preencha o formulário de novo e envie-o uma vez.',
  },
  sealed_form_stale: {
    title: 'O formulário selado é antigo demais, ou feito no futuro',
    next: 'Verifique o relógio e envie-o de novo.',
  },
  view_request_refused: {
    title: 'O pedido para ver não está assinado com a sua própria chave',
    next: 'Entre de novo.',
  },
  view_request_stale: {
    title: 'O pedido para ver é antigo demais, ou feito no futuro',
    next: 'Verifique o relógio e tente de novo.',
  },
  record_unreadable: {
    title: 'Algo que está guardado não pôde ser aberto',
    next: 'Avise quem opera o seu nó.',
  },
  not_ready: {
    title: 'O serviço não está pronto',
    next: 'Tente de novo em um momento.',
  },
  plaintext_too_large: {
    title: 'A mensagem é maior do que quem a recebe pode tomar',
    next: 'Envie menos, ou envie os arquivos à parte.',
  },
  reasons_not_written: {
    title: 'O que a resposta nomeia como suas razões não foi escrito à outra autoridade',
    next: 'Escreva antes as razões à outra autoridade sobre este pedido, e nomeie o resumo a que se responde.',
  },
  contact_not_possible: {
    title: 'Essa instituição não pode escrever sobre o pedido',
    next: 'Escolha uma polícia, um ministério público ou um tribunal deste nó, enquanto o pedido é executado.',
  },
  contact_not_begun: {
    title: 'Ninguém dos que executam o pedido escreveu a você em contato',
    next: 'Escreva à autoridade central do outro Estado; ela decide quem dos seus pode escrever a você.',
  },
}
