/** Lower-case words outside every marked entity, seen twice or more in LeNER-Br (MIT); folded. See NOTICE. */
export const DERIVED = `
abaixo abalizado abandono abastecimento abdomen abertura abono abordado abordando abordar abrange abrangendo abranger
abrangidas abrangido abrangidos absoluta absolutamente absoluto absolutoria absolver absolvicao absolvido abstenha
abster abstivesse abstrata abstrato acabou acao acarreta acarretou acaso acatada acatar acauteladora aceitacao aceitar
aceito acenada acepcao acerca acertadamente acerto acervo acessado acesse acesso acessorias acha acham achar acho
acidente acidentes acima acionada acionados acionante acionou aclarado aclaramento aclaratorios acoes acoimada
acolhendo acolher acolheu acolhidas acolhido acolhidos acolho acompanhada acompanhado acompanhamento acompanho
aconteceu acorda acordam acordao acordaos acordo acordos acostada acostadas acostado acostados acostou acrescentar
acrescer acrescida acrescidas acrescido acrescidos acrescimo acrescimos acusacao acusado acusadora acusatoria ad
adaptacao adaptem ademais adentrar adentrou adequacao adequada adequadamente adequadas adequado adequados adequar
adequassem aderiu adesao adesoes adiante adicional adimplemento adimplir aditivos administracao administracoes
administradores administrar administrativa administrativas administrativo administrativos administre admissibilidade
admissivel admite admitida admitido admitidos admitindo admitir admitiu admito adocao adota adotada adotadas adotado
adotados adotar adote adoto adotou adstrito adulteracao adultos aduz aduzindo aduziu advento adversa adversado
adversaria adversarios adversas advinda advocaticios advogados aerea aereas aereo afa afasta afastada afastado
afastados afastam afastamento afastando afastar afaste afasto afastou afericao aferidas aferir afeta afetos afianca
afigura afinal afirmacao afirmacoes afirmada afirmado afirmando afirmar aflorada afronta afrontaria afrontou agencia
agentes agido agindo agir agiu agravada agravado agravamento agravante agravantes agravo agravos agregacao agregadas
agremiacao agressor aguardando aguardar aguas ai ajuizada ajuizadas ajuizado ajuizamento ajuizou ajusta ajustadamente
ajustado ajustar ajuste ajustes albis alcanca alcancado alcancados alcancando alcance alcancou alcool alcoolica
alcoolicas alcoolico alega alegacao alegacoes alegada alegadamente alegado alegados alegando alegar alegou alem
alertar alheias alheio alias alicercada alimentacao alinea alineas alinhavado aliquotas almejada almejados alojamento
altamente altera alteracao alteracoes alterada alterado alterando alterar alternativamente alterou altos aludida
aludidas aludido aludidos alugueis aluguel alugueres alusao alusivo alusivos alvara alvaras alvitrada alvo ambas
ambiental ambiente ambiguidade ambito ambitude ambos ameacado ameacados amolda amparada amparado amparar ampare amparo
ampla amplamente amplia ampliacao ampliar amplitude amplo analisada analisadas analisado analisando analisar
analisarem analise analises analisou analitico analoga analogia andamento anexos anexou angulo animo animus anota
anotacao anotado anotar ante antecede antecedem antecedencia antecedentes antecipacao antecipada antecipado
antecipados anteriores anterioridade anteriormente antiga antigo antigos antijuridica antijuridicidade antinomia
anulacao anulados anular anulou ao aos aparece aparelhado aparelho aparente aparentemente apartamento apelacao apelada
apelado apelante apelar apelaram apelo apelos apenar aperfeicoada aperfeicoamento apesar apetite aplica aplicabilidade
aplicacao aplicacoes aplicada aplicadas aplicado aplicador aplicados aplicam aplicar aplicaveis aplicavel aplico
aplicou aponta apontada apontadas apontado apontados apontam apontando aponte apontou aportado aporte aportou apos
aposentado aposentadoria aposentados apreciacao apreciada apreciadas apreciado apreciados apreciando apreciar aprecio
apreciou apreco apregoada aprendiz aprendizagem aprescricao apresenta apresentacao apresentacoes apresentada
apresentadas apresentado apresentados apresentam apresentando apresentar apresentaram apresentasse apresente
apresentou apropriado aprovacao aprovada aprovadas aprovado aprovar aproveitamento aproveitaria aproveitou aprovou
aproximacao aproximadamente aproximar apta aptidao apto aptos apuracao apuradas apurado apurados apurar aquelas
aqueles aquiescencia aquisicao arbitrado arbitrados arbitramento arbitrario arcabouco arcar ardil area areas aresto
arestos argui arguicao arguida arguido arguir arguiu argumenta argumentacao argumentando argumentandum argumentar
argumente argumento argumentos arma armas arquivados arquivamento arquivo arrazoado arrecadacao arrecadado arrecade
arrendatario arroladas arrolado arrolou artifice artificio artigos arts asfalto aspecto aspectos assegurada
asseguradas assegurado assegurar assegurou assentada assentadas assentado assentados assentando assentar assente
assentou assercao assertiva assevera asseverou assim assinalado assinalar assinaturas assiste assistencia
assistenciais assistida assistido associacao assuma assume assumidas assumir assunto assustar astreintes ata atacada
atacado atacar atacou atencao atende atendendo atender atendia atendidas atendidos atendimento atentado atentar atente
atenuante atestado atestados atestando atestar ateve atinente atinentes atinge atingido atingir atingissem atingiu
atipicas atira atirado atirar atirava atitude ativa atividade atividades ativo ativos atletismo ato atos atrai
atraindo atrair atrasada atraso atraves atrelada atribua atribui atribuicao atribuicoes atribuida atribuidas atribuido
atribuir atribuiu atributos atuacao atuais atualizacao atualizada atualizadas atualizado atualizados atuando atuar
atuaram atuarial atuavam atuou audiencia audiencias audio audiovisual auditores auferidos auferir aulas aumentada
aumentar aumento aumentos ausencia ausente ausentes ausentou auspicios autarquias autarquica autenticidade autentico
autoaplicavel autodeterminacao automatica automatico autonomia autonomos autor autora autoral autores autoria
autorizacao autorizacoes autorizada autorizadas autorizado autorizadores autorizados autorizam autorizando autorizar
autorizativa autos autuada auxiliar auxilio avaliacao avaliar avenca aventados avesso avulso azimute bagagem baila
baixa balha balizada banalizada bancaria bancario bancarios bancos barriga base baseada bases basica basta bastam
bastando bastante bastantes bebida bebidas beirar benefica beneficiadas beneficiado beneficiarios beneficio beneficios
bens bicicleta bilhete bilhetes bis boa bojo boletim bolir bom boni bons braco brandido brasileira brasileiros breve
brincadeiras buscam buscando cabais cabal cabalmente cabe cabendo cabera cabia cabimento cabiveis cabivel cadastrar
cadastro calculada calculado calculados calcular calculo caminhavam campanha campanhas cancelamento cancelou candidata
candidato candidatos candidatura candidaturas canhotos cano canto capacidade capaz capazes capital capitaneou
capitulacao captacao captadas captados captura capturado caput caracteristica caracteristico caracteriza
caracterizacao caracterizada caracterizado caracterizar carater caraterizadores carcere cardeais cardiaca
cardiologista carece carecem carga cargo cargos carimbo carreadas carreados carreira carta cartoes cartula cartulas
casal caserna casos cassacao cassar castrense castrenses casu cata categoria causado causados causal causalidade
causam causando causar causas cause causidica causidico causidicos cautelar cautelares cautelas cedente cedentes
cedico cedido cedula celebracao celebrado celebrados celebrar celeridade celetista cenario censura censurada centavos
centimetros central centros cerca cerceamento cerceou cerne certame certamente certeza certificacao certificado cessao
cessionario cessou chamadas chancelar chances chantagem chapa chegando cheque cheques cidadao cidadaos ciencia ciente
cientificar cifras circenses circunscreve circunstancia circunstancias cirurgia cirurgico cita citacao citacoes citada
citadas citado citados citara citatorio cito civeis civel civilista civis clandestinidade clara claramente clareza
claro claros classe classificacoes clausula clausulas clausus cliente clinico clinicos coabitacao coacao coaduna
coaduno coativo coator coatora cobertura cobrada cobranca cobrir codificacao coeficiente coercibilidade coerente
cofres cogita cogitar cognicao coibir colaboracao colaciona colacionada colacionados colacionar colegiada colegiado
colegialidade colendo coletiva coletivas coletivo colheu colhidos colho coligacao coligacoes colocada colocar colocou
coluna comando combatida combatido combinado comedimento comentario comento comerciais comercial comercio comete
cometida cometido cometidos cometimento cominacao comissionado comissionados comissivo comissoes comparado compareca
comparecer comparecimento compatibilizacao compativeis compativel compelida compelir compendiado compensacao compensar
compensatoria compete competencia competencias competente competentes competia competiam competicao competindo
competir competitiva complementacao complementado complementar complementares completar complexa complexidade complexo
compoe compoem compor comporta comportamento comportamentos composicao compostos compra compreender compreendida
compreendido compreendo compreensao comprobatorios comprometam comprometer comprometido comprometimento compromisso
comprovacao comprovada comprovadamente comprovadas comprovado comprovador comprovados comprovando comprovante
comprovantes comprovar comprovaria comprovariam comprove comprovem computo comum comunicacao comunicada comunicado
comunicando comunicar conatus concebida concebidos concedente conceder concedeu concedida concedidas concedido
concedidos concedo conceito conceitos concentracao concentrado concerne concernente concernentes concessao
concessionaria concessionarias concessoes conciliacao conclui concluido concluir concluiu concluo conclusao conclusiva
conclusivo conclusoes conclusos concorda concorrencia concorrente concorrentemente concorrentes concreta concretamente
concretizacao concretizados concreto condao condenacao condenacoes condenada condenadas condenado condenados
condenando condenar condenatoria condenatorio condenou condicao condicionada condicionadas condicionado condicional
condicoes condominos conducao conducentes conduta condutas condutor condutores conduzir conexao confeccao confere
conferem conferida conferidas conferidos conferir conferiu confessada confessou confianca configura configuracao
configurada configurado configuram configurando configurar configurarse configure configurou confirmacao confirmada
confirmado confirmando confirmar confirmo confissao conflitantes conflito conflitos conformidade confronto confunde
confundindo conhecidos conhecimento conheco conjugado conjuge conjuntamente conjunto conluio conquanto consagrada
consagrado consagrados consciencia consciente consectario consecutivas consegue consegui conseguinte conseguira
conselhos consensual consentimento consequencia consequencias consequente consequentemente conservacao considera
consideracao consideracoes considerada consideradas considerado considerados considerando considerar considero
considerou consignada consignadas consignado consignados consignar consigno consignou consigo consiste consistente
consistentes consistiu consoante consolidada consolidado consolidou consonancia conspurcar consta constam constando
constante constantes constar constara constata constatacao constatada constatadas constatado constato constatou
constavam conste constitucionais constitucional constitucionalidade constitucionalmente constituem constitui
constituicao constituicoes constituida constituidas constituido constituidos constituindo constituir constituiu
constitutiva constitutivos constrangimento constricao construidos consubstancia consubstanciada consulta consumacao
consumada consumado consumados consumando consumidora consumo consumou contabil contado contados contagem contamina
contaminar contatar contato contem contemplados contencao contendo contenta contento conter contesta contestacao
contestada contestado contestava conteudo contexto contida contidas contido contidos contingencia contingente continua
continuar continuidade continuo contornos contradicao contradicoes contradita contraditorio contramestre contraminuta
contraprestacao contraria contrariamente contrariando contrariar contrariedade contrario contrarrazoes contrasta
contratacao contratacoes contratada contratado contratados contratante contratantes contratuais contratual
contribuicao contribuicoes contribuinte contribuintes contribuir contribuiu contributivo controlada controversia
controvertidas controvertido controvertidos contudo contundentes convem convencer convencido convencimento
convencionais convencionou conveniencia conveniente convenio convenios convergir conversao conversas convertida
convertido conviccao convincente conviva convivencia convivido convivio convocado convocar convocatorio cooper
cooperacao cooperado corolario corpo corporacao corporais corporal corpus correcao correicao correlata corrente
corresponde correspondencia correspondencias correspondente correspondentes correta corretamente correto correu
correus corrigida corrigido corrigir corrobora corroborada cota cotejo cotidiano coube couber cravado credenciado
credenciados creditados credito creditos credor creio crescente cria criacao criada criadas criados criando criar
criminais criminal criminosa criminoso criou cristalizado criterio criterios critica criticas crivo cronograma cuidam
cuidando cuidou cuja cujas cujo cujos culpa culpabilidade culpado culposa cultura cultural cumpre cumprem cumprida
cumpridas cumprido cumpridos cumprimento cumprindo cumprir cumpriu cumulacao cumulada cumulativamente cunho curado
curador curadora curricular curso cursos custas custeio custodia custos custus dadas dados dai dando dano danos danoso
danosos daquela daquelas daquele daqueles darao daria das datado de debate debatida debito debitos decadas decaiu
decidida decidido decidindo decidir decidira decidiu decimos decisao decisoes decisorio decisorios decisum declarada
declaradas declarado declarados declarando declarar declararam declaratoria declaratorias declaratorios declinacao
declinou decorre decorrencia decorrente decorrentes decorrer decorreu decorrido decorridos decreta decretacao
decretada decretadas decurso deduzida deduzidas deduzido deduzidos deduzir defende defendendo defender defendera
defendeu defendida defendido defensiva defensivas defensivo defensor deferencia deferida deferidas deferido
deferimento deferindo deferir deferiu defesa deficiencia deficiente define definem definicao definicoes definida
definidas definido definidos definir definitiva definitivas definitivo definiu defiro degravacao deixando deixe dela
delas dele delega delegacao delegar deles deliberacao deliberacoes deliberada deliberou delimitacao delimitado
delimitando delimitar delineada delineado delineou delitiva delito delitos delituosa delituosas demais demanda
demandada demandante demandar demandaria demandas demarcacao demasia democracia demonstra demonstracao demonstrada
demonstradas demonstrado demonstram demonstrar demonstrasse demonstrativo demonstre demonstrou demora denegacao
denegada denegado denegatoria denegou denominacao denominada denominado denota denotam dentre denunciado denunciante
denunciou depende dependem dependencia dependentes depender depoente depoimentos depositado depositos depreende
deputados der derem deriva derivado derradeiro desacompanhada desacompanhadas desafetacao desafiam desaparece
desaparecem desaprovacao desarrazoadas desarrazoado desarticular desautorizada desbordou descabe descabida descanso
descaracterizacao descaracterizar desclassificacao desclassificada desconformidade desconhecer desconhecimento
desconsiderado desconsiderar desconsidero desconstituicao desconstituir descreve descrevendo descricao descrita
descritas descrito descritos descumprido descumprimento descumprir desempenhar desempenhava desempenho desemprego
desenvolvida desenvolvidas desenvolvido desenvolvimento desequilibra desequilibrio desercao desertar desertor
desertores desestimular desfalque desfavor desfecho desforco desformalizacao designacao designada designado
desincorporacao desincumbindo desincumbiu desistencia desligamento deslinde deslocamento desmembramento desnatura
desnecessaria desnecessario desnecessidade desobediencia desocupacao desordem despacho despeito despejo despendido
despesa despesas despontando despontem desproporcional desproporcionalidade desprovida desprovido desprovidos
desprovimento desqualificacao desrespeito dessa dessas desse desses desta destaca destacado destacam destacamos
destacando destacar destaco destacou destaque destaquei destarte destas deste destes destinacao destinacoes destinada
destinadas destinado destinados destinam destinatario destinatarios destino destituidas desviando desviar desvio
detalhada detectada detem determina determinacao determinacoes determinada determinadas determinado determinados
determinando determinantes determinar determinara determinem determinou detidamente detinha detrimento deva devam
devedor devedora devendo devera deverao deveres deveria deveriam devida devidamente devidas devido devidos devolucao
devolutivo dezena diagnosticado diagnostico dialogos diante diapasao diaria diarias diario diccao diccoes diferenca
diferencas diferenciado diferente diferentes dificuldade dificultar dificultosa dificultou difusao digitais digital
digitalmente digite dignidade dilacao diligencia diligencias diligenciou dimensao diminuicao diminuir diminuto
dinamica dinamico dinheiros diploma diplomas direcao direcionada direcionado direta diretamente diretivo direto
diretores diretorios diretrizes dirigentes dirigida dirigirem dirigiu dirimida dirimir disciplina disciplinadas
disciplinar disciplinarem discordia discorre discorreu discrepancia discricionariedade discriminacao discriminado
discriminatoria discussao discute discutida discutidas discutidos discutir disparos dispensa dispensada dispensado
dispensando dispensar dispensou dispoe dispoem dispondo disponham disponibilizar disponiveis disponivel dispor
disposicao disposicoes dispositiva dispositivo dispositivos disposta disposto disputa dissenso dissidio disso
dissolucao dissonancia dissonantes distancia distanciamento distante distincao distinta distintas distintos distorcao
distorcoes distribuicao distribuida distribuidora distributividade distritais distrital ditames diverge divergencia
divergente divergindo divergir divergirem diversa diversamente diversas diversidade diversificadas diverso diversos
divisa divulgacao divulgados divulgou dizendo do doacao doacoes dobro documentacao documentais documental
documentalmente doenca dolo dolosamente dolosos domesticas domicilio dominante domingos dominio dominios doravante
dormindo dos dosimetria dotacoes dotado douta douto doutrina doutrinaria doutrinario drogas dualidade dubio duplamente
duplicacao duracao duvida duvidas duzentos economia economica economicas economico ed edicao edificacoes editada
editadas editado editados edital editalicia editar educacao educando educandos educativo efeito efeitos efetiva
efetivacao efetivada efetivadas efetivados efetivamente efetividade efetivo efetivos efetuadas efetuado efetuados
efetuar efetuou eficacia eficaz eficiencia eg egide egregia egregio eis eivadas eivado elaboracao elaboradas elaborado
elaborados elaborar elege elegibilidade eleicao eleicoes eleitorado eleitorais eleitoral eleitores elementares
elemento elementos elencados elencar eletrica eletronica eletronicamente eletronico eletronicos elevado elide eligendo
elimina eliminado eliminar elo eloquente elucidativa em email emanada emanado embargada embargado embargante embargos
embasado embasar emboscada emenda emendas ementa ementado ementas emerge eminente eminentemente eminentes emissao
emitente emitidas emitidos emitir emitiu emocional empenho empirico empreendedora empreendida empreendimentos
empregados empregaticio empreitada empreiteiro empresa empresarial empresas emprestada emprestadas emprestimos
empurrou enaltecer encaminhados encaminhamento encaminhar encargo encargos encerra encerramento encerraria encerrou
encontrados encontrava encontro energia enfatizado enfatizar enfoque enfraquece enfrentada enfrentado enfrentamento
enfrentar enfrentou enquadra enquadradas enquadrado enquadram enquadramento enriquecimento enseja ensejado ensejando
ensejar ensejo ensejou ensina ensinamentos ensino entanto ente entenda entendi entendida entendido entendimento
entendimentos entendo entes entidade entidades entorpecente entorpecentes entra entrara entrega entregar entretanto
entretem entrever entrou enunciado enunciados enviadas enviados enviar envidado envie envio enviou envoltorio envolvam
envolve envolvendo envolver envolvida envolvido envolvidos epigrafe epoca equidade equilibrada equilibrio equipamentos
equipara equiparavel equipe equivale equivalente equivalentes equivoco erario erga errada erro erronea error erros
esbarra escala escalao esclarecendo esclarecer esclareceu esclarecida esclarecido esclarecimento esclarecimentos
escolar escolares escolher escopo escorreita escrita escritas escritores escusavel esfera esferas esforco esforcos
esgota esgotado esgoto espaco espacos especiais especialidade especializada especializado especializados especialmente
especie especifica especificacao especificacoes especificada especificadas especificamente especificar especificas
especificidade especifico especificos especificou espeque esperada espetaculos espontanea espontaneo esportes esposado
esposados esquema esquerda esquerdo essencia essenciais essencial essencialidade essencialmente estabelece estabelecem
estabelecer estabeleceu estabelecida estabelecidas estabelecido estabelecidos estabelecimento estabelecimentos
estabilidade estadio estados estaduais estadual estagiario estagiarios estagio estagios estamos estampada estando
estara estarem estaria estariam estatais estatal estatisticas estatuidas estatutaria estatutarias estatutario estatuto
estavel esteira esteja estejam estelionato estende estender estendida estimada estimado estimativa estimativo
estipulacao estipulada estipulado estipular estiver estiverem estivessem estranha estranhos estrategico estrita
estritamente estrito estritos estrutura estruturacao estrutural estudante estudantes estudo estudos et etapa etc
eticos etnia evento eventos eventuais eventual eventualmente evidencia evidenciada evidenciado evidenciam evidenciando
evidenciaram evidencie evidente evidentemente evita evitar evolucao ex exacao exagerada exagerado exagerados exame
exames examinada examinadas examinados examinando examinar examine examino examinou exarada exarado exarados
exatamente exato exatos exaurido exaurimento exaustao exaustivamente exaustivo excecao excecoes excedem exceder
excedeu excelentissimo excepcionais excepcional excepcionalidade excerto excertos excessiva excessivo excesso excessos
exceto excludente excludentes excluida excluido excluir exclusao exclusiva exclusivamente exclusividade exculpante
execucao executar executava executiva executivas executivo executoria executoriedade exegese exemplificativo exemplos
exequenda exequibilidade exerca exerce exercendo exercer exerceu exerciam exercicio exercicios exercida exercido exige
exigem exigencia exigencias exigibilidade exigida exigidas exigido exigidos exigindo exigir exigirem exigiu exigiveis
exigivel exista existe existem existencia existente existentes existindo existir existiria exito exoneracao exonerar
exorbitante exordiais exordial exortado expectativa expedicao expedida expedidas expedido expedidos expediente expedir
expendidas expendidos experiente explicacao explicar explicita explicitada explicitado explicitados explicitar
explicito explicou exposta expostas exposto expressa expressamente expressao expressava expressivo expresso expressoes
expressou expungir extemporanea extensao extensiva extensivas exterior externa externas externo externou extincao
extinguiu extinta extinto extra extracao extraem extrai extraia extraida extraido extraindo extrair extrajudicial
extraordinaria extraordinariamente extraordinarias extraordinario extrapola extrapolacao extrapolado extrapolou extras
extrato extratos extravasa extravasamento extravasem extravio extremo extrinsecos face facilmente facto faculdade
facultada facultado faixa falha falhas falsidade falsos falta faltas familiar familias fara faria fase fases fatal
fatica faticas fatico faticos fato fator fatores fatos fatura faturas favoravel favorecer fazendo fe federacao
federados federais federativa federativo federativos feicoes feitas feitos fere ferias ferimentos ferir ferroviario
ferroviarios fi ficado ficando fiel figura figurar figure figurino fileiras filiacao filiado filiados finais
finalidade finalidades finalmente financeira financeiras financeiro financeiros financiamento financiamentos fins fio
fique firma firmada firmado firmados firmar firme firmemente firmou fis fiscais fiscal fiscalizadora fiscalizar
fiscalizou fisica fisicas fisico fito fixa fixacao fixada fixado fixados fixando fixar fixe fixo fixou fiz fl
flagrante flexibilizacao fls fluem fluxo foco foge fogo folder folhas folhetos folios fonte fontes for foragido forca
forcoso forem formacao formada formado formais formal formalidade formalidades formalizado formalizou formalmente
formaram formas formulacao formulada formuladas formulado formulados formular formulario formularios formulou
fornecedores fornecer fornecido fornecimento foro forte fortes fosse fossem fragmento franquia frases fraude
fraudulento frequencia frisar fruicao frustracao fruta fruto fulcro fumus funcao funciona funcional funcionamento
funcionario funcionarios funcoes fundacao fundacional fundacoes fundada fundado fundados fundamenta fundamentacao
fundamentada fundamentadamente fundamentadas fundamentado fundamentais fundamental fundamentam fundamentar fundamento
fundamentos fundamentou fundiarios fundo fundos furtar fusao futebol futil futilidade futura futuro ganha ganho
garantam garante garantia garantias garantido garantidos garantir gastos generica generico genericos genitor genitora
gera gerador geradores gerais gerando geraria gerencie geriu gerou gestao gestor gestora ginasio gira giro golpe
governador governo goza graca graciosamente graduacao graduado grafico gratificacao gratificacoes gratificada
gratificadas gratuidade gratuita grau graus gravadas grave graves gravidade gravissima grief grifamos grifei grifo
grifos guarde guarida guarita guerra guerreada guia guias guisa habeas habeis habil habilitado habilitados habitual
habitualidade harmonia harmonicos havendo havera haveria havido hermeneutica heroico hidrometro hierarquia hierarquico
hierarquizacao higidez hipotese hipoteses historico homenagem homicidio homicidios homologacao homologada homologado
homologados homologou homologuem homossexual honoraria honorarios honra honrar horaria hospedagem hospedagens
hospitalidade hostilizada hostilizado houver houvesse http https humana humanos humilhacao humilhacoes ida idem
identica identico identidade identificacao identificadas identificar identifico idonea idoneidade idoneo idoneos
ignorando ignorar igual igualdade igualmente ii iii il ilacao ilegal ilegalidade ilegitima ilegitimidade ilicita
ilicitas ilicito ilicitos ilicitude ilide ilustrativamente ilustrativo ilustre imagem imediatamente iminencia iminente
imovel imparcial impasse impede impedem impedida impedido impedimento impedimentos impedir impeditiva impeditivo
impende imperativa imperatividade imperiosa imperioso impertinente impertinentes impessoalidade impetracao impetrado
impetrante implantacao implementacao implementado implementados implementar implemento implica implicara implicaria
implicitamente implique impoe impondo impontualidades impor importa importancia importancias importante importantes
importara importaria importe imposicao impossibilidade impossibilitado impossibilitou imposta impostas imposto
impostos imprescindibilidade imprescindivel impressao impresso impressos improcedencia improcedente impropriedade
improvido impugnacao impugnacoes impugnada impugnadas impugnado impugnados impugnam impugnando impugnar impugnou
imputacao imputada imputado imputava imputavel in inabilitacao inadequacao inadequada inadimplemento inadimplencia
inadimplentes inadimplidos inadmissao inadmissibilidade inadmissivel inadmitida inadmitidos inadmitiu inafastaveis
inafastavel inalterabilidade inalterada inaplicavel inapto inatividade inativos inaudita inaugurado inaugural
incabiveis incabivel incapacidade incapaz incapazes incensuravel incida incidam incide incidem incidencia incidental
incidente incidenter incidentes incidir incidira incidiu incisos incluem inclui incluida incluidas incluido incluidos
incluindo incluir inclusao inclusive incluso incolume incolumidade incomodidade incompatibilidade incompetencia
incompetente incompleta inconformada inconformismo incongruencias inconsistencias inconstitucionais inconstitucional
inconstitucionalidade incontroversa incontroversas incontroversia incontroverso incontroversos incorporacao
incorporada incorporadas incorporado incorporando incorporar incorporaram incorre incorrendo incorrer incorreu
incrementar inculpida incumbe incursao incursionou incurso indagacao indeclinavel indefere indeferi indeferida
indeferido indeferimento indeferindo indeferir indeferiu indefiro indenizacao indenizacoes indenizatoria indenizatorio
independe independencia independente independentemente independentes indevida indevidamente indevido indica indicacao
indicada indicadas indicado indicadores indicados indicam indicando indicar indice indices indiciaria indicios indicou
indigitada indigitados indique indireta indireto indiscutivel indispensavel indissociavel individual individualizacao
individualmente individuo individuos indo indole indubitavelmente indulto industria industrial induzindo induzir
ineficaz ineficiente inegavel inegavelmente inelegibilidade inelegibilidades inepcia inepta inequivoca inequivoco
inercia inerente inerentes inerte inevitavelmente inexequibilidade inexigibilidade inexiste inexistem inexistencia
inexistente inexistindo inexistir inexistirem infere inferior inferiores infirmar influencia influenciar influi
informacao informacoes informada informado informalismo informam informando informar informativo infracao
infraconstitucionais infraconstitucional infrator infringencia infringente infringentes infringido infringirem
infrutiferas infundada ingerencia ingressado ingresso iniciado inicial inicialmente iniciar iniciativa inicio iniciou
initio injustificada injustificadamente injustificado inobservancia inocencia inocente inocua inominada inominadas
inopino inovacoes inquestionavel inquiricao inquiridas insatisfatorio inscricao inscritas inscrito insculpida
insculpido inseguranca inserido inseridos inserindo inserir inseriu inserta inserto insertos insiste insistindo insita
inspecao insta instado instalacoes instancia instancias instauracao instaurada instauradas instaurado instaurar
institucional institui instituicao instituicoes instituida instituidas instituido instituiu instrucao instrucoes
instruir instrumento instrumentos instrutiva instrutora insubmissao insubsistente insuficiencia insuficiencias insurge
insurgencia insusceptibilidade insuscetivel integra integracao integrado integrais integral integralidade
integralmente integram integrando integrante integrantes integrar integrativa integrativo integridade inteira inteiro
intempestividade intencao intensidade intenso intentada intento interceptacao interceptacoes interditada interessa
interessada interessado interesse interesses interfere interferir interfiram interior interlocutoria intermedio
internacional internas interno interpelacao interpoe interpos interposicao interposta interposto interpostos
interpretacao interpretacoes interpretada interpretado interpretar interpretativa interpretativas interpretativo
interrogado interrogando interrogatorio interrogatorios interromper interrompida interrupcao interruptiva
intertemporal intervalo intervencao intervencoes intervir intimacao intimacoes intimada intimado intitulado
intransponivel intrinseca intrinsecos introduz introduzida intuito inumeras inumeros inuteis inutil invade invadem
invadido invadiu invalida invalidade invalidado invalidez invasao inversao inves investidura investigado investigados
investigar inviabilidade inviabiliza inviabilizada inviabilizado inviabilizar inviavel invocada invocado invocados
invocar ipsis ipso iria irregular irregulares irregularidade irregularidades irrelevante irresignacao irresignada
irrisorio isencao isenta isentar isolada isoladamente isolado isonomia item itens itinerantes itinere itineri iuris
jocosas joelho jogo jornais judicando judicante judice judiciais judicial judicialmente judiciaria judiciario juizo
julga julgada julgadas julgado julgador julgados julgamento julgamentos julgando julgar julgo julgou junta juntada
juntadas juntado juntados juntamente juntando juntar junto juntou jurado jurados juridica juridicamente juridicas
juridico juridicos jurigenos juris jurisdicao jurisdicionada jurisdicionado jurisdicionais jurisdicional
jurisprudencia jurisprudenciais jurisprudencial juros jus justa justamente justica justifica justificacao justificada
justificadamente justificado justificam justificando justificar justificasse justificativa justificativas justifique
justo km labor labora laboradas laborado laborais laboral laborativa laborista lancada lancados lancamento lancar
lapso lar lastro lateral latino laudo laudos lavra lavrado lavrados lavratura lavrou lazer leciona legais legal
legalidade legalmente lege legis legislacao legislador legislar legislarem legislativa legislativas legislativo
legislativos legislatoris legitima legitimacao legitimada legitimado legitimamente legitimas legitimidade legitimo
leitura lesado lesao lesionar lesiva lesoes letal levando levantadas levantamento lex li liame libertatis licao
licenciado licenciamento licenciar licita licitacao licitacoes licitante licitantes licitatorio licito lide lides
ligacao ligada ligados ligou liminar liminares liminarmente limita limitacao limitadamente limitar limite limites
limitou linear linguagem liquidacao literal literalidade literalmente litigante litigantes litigio litigios
litispendencia litteris locacao locais localidades localizacao localizar locataria locatario locaticio locomocao
locupletamento logica logico logicos logrado logrou longa longinqua ludibriou lume luz ma macula maculadas maculados
macular magisterio magistrado maior maioria mais majoracao majorar majoritaria majoritario maltrata mandamentais
mandamento mandamus mandato mandatos mando manejada manejado manejo manifesta manifestacao manifestacoes manifestada
manifestado manifestamente manifestar manifestarem manifestou manipulacao mantem mantendo mantenho manter manteve
mantida mantidas mantido manuseado manutencao mao maos margem mas matar matematica materia materiae materiais material
materialidade materias matizes mato matricula matriculados mau maxima maximo maximos mecanica mecanismo mecanismos
media medicao medicas medicos medida medidas medio meeiro meio meios melhores membro membros memoriais mencao menciona
mencionada mencionadas mencionado mencionados mencionar mencione menor menores menos mens mensais mensal mensalmente
mera meramente meras merece merecendo merecido merito meritorio mero metade metas metodo metros midia midias militar
militares mim min mingua minima minimo minimos ministerial ministra ministro ministros minucioso minuta missao mister
misto modalidade modelo moderado modifica modificacao modificado modificar modificaram modificativo modificativos
modificou modulacao modular mojorante moldes moldura momentos monetaria monetariamente monitoramento monitoria
monocratica monocraticamente monocraticas monocratico montante montantes moradia moradores morais moral moralidade
moratoria moratorio moratorios mormente morrem mostra mostram mostrou motiva motivacao motivada motivado motivar
motivas motivos motivou motoristas movimentacao movimentado movimentos mudanca mudancas multas multidisciplinar
municiada municiado municipais municipios munus mutandis mutuas na nacionalmente naquela naquelas naquele naqueles
narra narracao narrados narrativa nas natalina natalinas natural naturalmente natureza necandi necessariamente
necessarias necessarios necessidade necessidades necessita nega negacao negada negado negar negativa negativo
negligencia nego negociacao negou nela nele neles nesra nessa nessas nesse nesses nesta neste nestes nexo nitida
nitidamente nitido nivel no nobre nobres nocao nociva nominalmente non nonagesimal norma normalmente normas normativa
normativo normativos norteadores norteiam nossos notadamente notar noticia notificacao notificacoes notificada
notificar notoria notoriamente notoriedade notorio noturno novamente novas novel novos nuances nula nulas nulidade
nulo nulos numa numeracao numerus nunc obedecer obedecera obediencia obice obito objetiva objetivam objetivando
objetividade objetivo objetivos objeto objetos objurgada obras obreiro obrigacao obrigacional obrigacoes obrigatoria
obrigatoriamente obrigatorias obrigatoriedade obrigatorio obscuridade observa observada observadas observado
observados observancia observandose observar observara observo observou obsta obstaculo obstada obstante obstar
obtencao obter obteve obtido obtidos obviamente obvio ocasiao ocorra ocorre ocorrem ocorrencia ocorrencias ocorrer
ocorrera ocorreu ocorrida ocorridas ocorrido ocupa ocupar oes ofende ofender ofendida ofendido ofensa ofensas ofensiva
ofensivo ofensor ofereca oferece oferecimento ofertadas ofertados ofertou officio oficiais oitiva oitivas oitocentos
olvidar omissao omissiva omisso omissoes omnes onerar onerosidade onus opcao opcional operacionalizacao operacoes
operador operadora opina opinando opinar opiniao opinou opoe oponente oportuna oportunamente oportunidade
oportunidades oportunizem oportuno opos oposicao opositor oposto opostos optica optou oque ora oral orbita orcado
orcamentaria orcamentarias orcamentarios orcamento ordenamento ordenar ordinaria ordinarias ordinario ordinarios
organica organicidade organico organizacao organizar orgao orgaos orienta orientacao orientacoes orientada orientador
orientar origina originais original originalmente originaria originariamente originarias originario originarios
originou oriunda oriundas oriundo oriundos orqaos ostenta ostentando otica ou outorga outorgada outrem outrora
outrossim ouvida ouvido ouvir paciente pacientes pacifica pacificada pacificado pacifico pacificou pacto pactuada
pactuado padece padecem padrao pag pagamentos pagas pagos pags pague pais panfleto par paradigma paradigmas paradoxal
paragrafo paralelo parametro parametros parceiro parcela parcelamento parcelas parcial parcialmente parece parecer
pareceres pares paridade parlamentar pars participacao participado participante participantes participar participou
particular particulares particularmente partida partidaria partidarias partidarios partido partidos partir pas passado
passados passagem passagens passam passando passara passaria passiva passivel passivo passo patamar patente patria
patrimonial patrimonio patrio patrocinados patronal pautada pautar paz peca pecas peculiar peculiares peculiaridades
pecuniaria pedagogico pedido pedidos pedindo pegava pejus pela pelas pelo pelos pena penais penal penalidade
penalidades penas pensamento pensao pensionistas pensoes per percebe perceber percebera percebia percebida percebido
percentual percepcao percurso perda perdas perdurar peremptorio perfeita perfeitamente perfeito perfil perfunctoria
pericia periciais pericial periciando pericias periculosidade periculum perimetro periodica periodicidade periodo
periodos peritos permanece permanecem permanecendo permanecer permanecera permanecesse permaneceu permanencia
permanente permear permissa permissivo permita permitam permite permitida permitidos permitindo permitir permitissem
permitiu perpetrada perpetrado persecucao persegue perseguicao perseguido persistencia persona personalidade
perspectiva pertencente pertinencia pertinente pertinentes pese pesquisa pesquisar pesquisas pessoais pessoal
pessoalidade pessoalmente peticao petita pier pilares piscinas piso pista planejamento plano planos plausibilidade
plausivel pleiteada pleiteadas pleiteado pleiteia pleiteou pleito pleitos plena plenamente plenaria plenitude pleno
podendo podera poderao poderes poderia poderiam poderoso poe policiais politica politicas politico politicos polo
ponderacao ponderacoes pondero pontos pontuar populacao populares porem porquanto portador portadora portando portanto
porte portico porventura posicao posicionamento positis positiva positivada positivo posse possibilidade
possibilidades possibilita possibilitam possibilitar possiveis possuem possui possuia possuir posta posteriores
posteriormente postos postulacao postuladas postulado postulados postulou postura potencial potencialidade povo pp
pracas pratica praticada praticadas praticado praticados praticamente praticaram praticas praticou prazo prazos pre
precario precedente precedentemente precedentes preceito preceitos precipua precipuamente precipuo precisamente
preciso precisos preclusao preclusas preconiza preconizados precos preenche preenchendo preencher preenchesse
preenchidos preenchimento preexistente preexistentes prefeitura preferencia preferencialmente preferentemente pregao
pregoeiro prejudica prejudicada prejudicado prejudicar prejuizo prejuizos preleciona preliminar preliminares
preliminarmente premio premissa premissas preparo preponderam preponderante preposta preposto prepostos prequestionada
prequestionados prequestionamento prerrogativa prescindir prescindivel prescreve prescricao prescricional presenca
presente presentes preserva preservacao preservar preservem presidencia presidente presidiu pressupoe pressuposto
pressupostos presta prestacao prestacoes prestada prestadas prestado prestador prestadora prestados prestam prestar
prestariam prestasse preste prestou presume presumida presumir presuncao pretende pretender pretendeu pretendia
pretendida pretendido pretensa pretensao pretensoes preterido pretexto pretoriano prevalece prevalecendo prevalecente
prevalecer prevaleceu prevalecido prevalencia prevalente preve prevencao prevenir preventiva prever previamente
previdencia previdenciaria previdenciarias previdenciario previdenciarios previsao previsoes prevista previstas
previsto previstos previu primario primazia primeiramente primeiras primeiros principais principal principalmente
principio principios prioritaria prioritarios prisional prisma privacao privada privadas privados privativa
privativamente pro probatoria probatorio probatorios problematicos proceda procede procedencia procedendo procedente
proceder procedera procedeu procedibilidade procedido procedimental procedimentos processado processamento processar
processos processuais processual proclamou procuracao procurado procuradores procurar procurou producao produtividade
produtos produz produzida produzidas produzido produzir proemial proferida proferidas proferido proferindo proferir
proferiu professores profissionais profissional profissoes programadas programas proibe proibicao projetil projeto
projetos prol prolacao prolatada prolatado prolatou promocao promova promover promoveu promovida promovidas promovido
promulga promulgacao promulgada promulgadas promulgo prontamente pronuncia pronunciado pronunciamento pronunciar
pronunciara pronuncie pronunciou propaganda propagandas propiciar propoe proponente propor propora proporcao
proporcionais proporcional proporcionalidade proporcionalmente propos proposicao proposicoes proposito propositura
proposta propostas propostos propriamente proprias propriedade prorrogacao prorrogacoes prorrogar prospera prosperar
prosseguibilidade prosseguimento protegem protelatoria protelatorias protelatorio protelatorios protesto protetiva
protetivas protocolizada prova provada provado provar provas provavel prove proveito proveniente provenientes
proventos prover provida providencia providencias provido providos provimento provisional provisoria provisorias
provisorio provocacoes provocar proximo ps pseudonulidades psiquica pub publicacao publicada publicadas publicado
publicas publicidade publicos publicou pude pudesse pugna pugnando pugnou punho punibilidade punitiva pura quadrados
quadro quadros quaestio quaisquer qualidade qualidades qualificacao qualificadas qualificado qualificadora
qualificadoras qualificados qualquer quantas quantia quantias quantidade quantificada quantum quartel quatrocentos
quebra querendo quesitos questao questiona questionada questionado questionam questionamento questionamentos
questionando questionar questoes quilometros quinhentos quinquenal quinto quintos quiser quitacao quitadas quitados
quo quotas raca raciocinio racional racionalidade radical radicalmente radio rapida ratificacao ratificando ratificar
ratione razoabilidade razoaveis razoavel razoes re reaberta reacao reagiu reajuste reajustes real realidade realiza
realizacao realizada realizadas realizado realizados realizar realizava realize realizou realmente reanalise rebatendo
rebater rebateu recai recaia recapitulacao recebedor recebem recebera recebida recebidas recebidos recebimento
receitas recente recentemente recentes recepcao recepcionado recesso rechacado recibo recibos reciproca reclama
reclamacao reclamada reclamadas reclamado reclamam reclamante reclusao recolhe recolher recolhesse recolhido
recolhimento recolhimentos recomposicao reconheca reconhece reconhecendo reconhecer reconhecida reconhecidas
reconhecido reconhecidos reconhecimento reconsideracao reconstituicao recorrente recorrentes recorrer recorrida
recorrido recreacao recreativos recuperacao recursais recursal recurso recursos recusa redacao rede rediscussao
rediscutir reducao reduzida reduzido reduzir reduziu reeleicao reenquadramento reestruturacao reexame refeicao refere
referem referencia referencial referendada referente referentes referida referidas referido referidos referir
referirem referiu refira refiram refletiria reflexa reflexivo reflexos reforca reforcando reforco reforma reformada
reformado reformando reformar reformou refutado refutados rege regedor regem regencia regiao regido regime regimentais
regimental regimento regimes regionais registra registrada registrado registrados registrar registros registrou regra
regramento regramentos regras regula regulacao regulados regulamentacao regulamentada regulamentado regulamentar
regulamentara regulamentaram regulamentares regulamento regulamentos regular regulares regularidade regularizacao
regularmente rei reincidencia reinclusao reitera reiteracao reiterada reiteradamente reiteradas reiterado reiterar
reiterou rejeicao rejeitada rejeitadas rejeitado rejeitados rejeitar rejeito rejeitou rel relacao relacionada
relacionadas relacionados relacionamento relacoes relatada relatado relatados relativa relativamente relativas
relativo relativos relator relatora relatoria relatorios relaxamento relegado relevancia relevante relevantes
remanejar remanesce remanescentes remanescessem remansosa remessa remeter remetido remetidos remissao remissoes remota
remuneracao remunerada remuneratoria renda rendicao rendido rendimento rendimentos renovacao renove renumeracao
renumerados renuncia reo reorganizacao reparacao reparar reparo reparos repassado repassados repasse repercussao
repercutir repeticao repetitivo repito reporta reportou representa representacao representada representado
representados representam representando representante representantes representava reprisar reproducao reproduzido
reproduzir reproduzo reprovabilidade reprovacao reputado reputo requerendo requerente requerer requereu requerida
requeridas requerido requerimento requisitadas requisitar requisito requisitos rescisao rescisoria rescisorias
rescisorios reserva reservada resguardar resguardo reside residentes residia residir residirem residiu resilitorias
resistencia resistida resolucao resolucoes resolve resolver resolveu resolvida resolvido respaldo respectiva
respectivamente respectivas respectivo respectivos respeitada respeitadas respeitado respeitar respeitosas responda
responde respondem respondendo responsabilidade responsabilidades responsabilizacao responsabilizado responsaveis
responsavel ressaindo ressalta ressaltado ressaltar ressaltava ressalto ressaltou ressalva ressalvada ressalvadas
ressalvado ressalvas ressarcimento ressarcir resta restabelecer restabelecera restabelecimento restado restam restando
restante restar restara restou restricao restricoes restringem restringir restrita restritiva restritivo restrito
resulta resultado resultados resultante resultantes resultar resultaria resulte resultou resumido resumo retencao
retificacao retira retirada retomar retornar retornasse retorne retratacao retribuicao retroacao retroagindo
retroativamente reu reuniao reunidos reus revel revela revelados revelam revelando revelia revelou reves reveste
revestem revestido reviravolta revisao revista revistas revistos revogacao revogadas revogado revogar revogou revolver
revolvimento rigor rigorosamente rito robusto rodovia rol ronda rotina rotulado rumo rumos rural sabidamente sabido
salariais salarial saldado saldamento saldo saldos salienta salientado salientar salientou salutar salvaguarda salvo
sana sanado sanados sanar sancao sanciono sancionou sancoes saneado saneamento sans satis satisfaca satisfacao
satisfatoria satisfazer satisfeita satisfeitas saudoso seara secundario secundarios sedimentado segregacao seguida
seguido seguidos seguimento seguindo seguintes segundos segurado seguradora seguramente segurar seguridade seguros
seio selecao seletividade semanais semelhanca semelhante semelhantes senao senda sentenca sentenciados sentencial
sentenciante sentido sentinela separacao seq sequencia sequer sera serao serem seria seriam serie serve servem servia
servicos servidor servidora servidores servindo servir serviu sessao sessoes setecentos setor severa sexual shapefile
si sic sigilo sigla signatario signatarios significa significacao significado significantes significar significativos
silencio simbolo similar similares similitude simples simplesmente simplificar simulacao simultaneamente simultaneas
sinal sindicancia sindicato sinistro sintese sintetizada sintetizado sintonia sistema sistemas sistematica site sitios
situacao situacoes situada situado situando soa soberania soberano sobreditos sobrelevando sobreposicoes sobretudo
sociais social sociedade sociedades socorre sofrendo sofrer sofreu sofrida sofridos solicitacao solicitada solicitadas
solicitado solicitando solicitar solicite solicitei solicitem solida solidaria solidariamente solidariedade solidario
solo solto soltura solucao solucoes somada somente sorte status sub subida subitem subitens subjetiva subjetivo
subjetivos submete submeter submeteu submetida submetidas submetido submetidos submeto submissao suboficial
subordinacao subordinado subordinante subscrito subsequente subsequentes subsidiar subsidiaria subsidiariamente
subsidiariedade subsiste subsistentes substabelecimento substancia substancial substitui substituicao substituidas
substituido substituidos substituir substitutiva substitutivo subsume subtenente subterraneas subtracao subtrair
sucedaneo sucede sucedida sucessiva sucessivamente sucessivas sucessivos sucesso sucintamente sucumbencia
sucumbenciais suficiente suficientemente suficientes sugere sugerindo sugestionar sugestoes sujeita sujeitas sujeito
sujeitos suma sumaria sumula sumulada sumular sumulas supedaneo superacao superada superados superar superior
superiores superveniente supervisao supervisionado supervisionar supletiva suplicante supor suportar suporte suposta
supostamente supostas suposto supostos supra supramencionada supramencionado supremacia supressao suprida suprime
suprimido suprimir suprir supriria surge surgimento surpresa sursis suscetiveis suscita suscitada suscitadas suscitado
suscitam suscitar suscitou suspender suspensa suspensao suspensiva sustenta sustentacao sustentada sustentando
sustentar sustento sustentou tabela tacham tais tal talvez tampao tamponamento tampouco tange tantas tanto tantum tao
taquigraficas tardia tarefa tarefas taxa taxas taxativamente taxatividade tecer tecido tecnica tecnico tecnicos tela
telefonica telefonicas telefonico telegrama teleologico tema temas tematica tempestivamente tempestividade tempestivo
temporal temporaria temporariamente temporario tempos tendencia tendo tensao tentada tentado tentar tentativa
tentativas tentava tentou teor teoria tera terao teratologia terceirizacao terceirizados terceirizante terceiros terco
terem teria teriam termina terminando terminantemente termino termo termos terreno territorial territorio tese teses
testemunhal texto textos textualmente ti tida tidas tidos time tipica tipicidade tipico tipificacao tipificada
tipificado tipificados tiro titular titulares titularidade titulo titulos tiver tivesse tivessem toada toca tocante
todavia tomada tomadas tomado tomador tomadora tomando tombado topico topicos torna tornando tornar tornarem tornasse
torno tornou total totalidade totalmente totum trabalhados trabalhista trabalhistas tracados tracar tradicao traduz
traduzem traduzir trago trajeto trajetoria tramitacao tramite trancamento transacao transcorrer transcorridos
transcrevendo transcrever transcrevo transcricao transcrita transcritas transcrito transcritos transcurso transfere
transferencias transferir transformacao transfuga transgressao transitada transito transitou transpareceu transporte
transportes transposto trasladados traslados trata tratada tratadas tratados tratam tratando tratar tratava trate
tratou trazendo trazida trazidas trazido trazidos trecho trechos trezentos tribuna tribunais tributaria tributarios
tributo tributos trienal trilha trimestrais trimestre triplice trocada tropa tumultuario tunc turismo tutela tutelado
tutelam tutelar ulterior ultimos ultrapassar unanime unanimidade unica unicamente unico unidades uniformizador
unilateralmente unipessoal universalidade urbanistico urge urgencia uso usos usuario usufruiu usurpacao usurpada
usurpou util utilidade utilizacao utilizada utilizadas utilizado utilizados utilizando utilizar utilize utilizou vagas
vagina vale valencia valendo valia valida validade validando validar valido validos valor valoracao valorativa valores
vantagem vantagens varas varias variavel varios veda vedacao vedacoes vedada vedadas vedado vedar veicula veiculacao
veiculada veiculadas veiculado veicular veicule veiculo veiculos vejamos vencedor vencedora vencida vencido vencidos
vencimento vencimentos venham venia venias veracidade verba verbalmente verbas verbete verbetes verbis verdadeira
verdadeiro verdadeiros vergastado verifica verificacao verificada verificadas verificado verificador verificados
verificando verificar verifico verificou verifique versa versada versado versam versando versao versar versem versoes
vertente verter vertice vertidas vestibular vestigios vetado vetores vi viabilidade viabiliza viabilizar vias viatura
vicio vicios vide vier vierem vies viessem vigencia vigente vigentes vigilando vigor vigora vigorar vigorou vincendos
vincula vinculacao vinculada vinculado vinculados vinculam vinculante vinculo vinda vindicadas vindicante viola
violacao violacoes violado violados violando violar violaria violou vira virtude visa visam visando visao visitas
vislumbra vislumbrar vislumbro vistas vital viva vivemos vocabulos vol volitivas voltada voltado voltados voltava
volume voluntaria voluntariamente voluntarias vontade votacao votar votaram votei voto votos vulneravel writ writs
zelar zelo zonais zoneamento
`
