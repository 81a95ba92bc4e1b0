package rich

import "strings"

// form is how the code of a language is read.
type form uint8

// The forms.
const (
	program form = iota
	markup
	byLine
)

// A language is what a highlighter knows of it.
type language struct {
	form      form
	words     map[string]bool // keywords
	fold      bool            // they are written in any case
	comments  []string        // start a comment to the end of the line
	blocks    []block         // comments and strings over several lines
	quotes    string          // begin and end a string on one line
	sigils    string          // begin a variable
	keys      bool            // keys and values
	lifetimes bool            // an apostrophe stands around one character, or before a name
	starts    []start         // of a language by line, the first that fits
}

// A block is what may go on over several lines.
type block struct {
	open, shut string
	class      class
}

// start gives a line its class.
type start struct {
	with  string
	class class
}

// words makes a set of the words in s.
func words(s string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(s) {
		set[w] = true
	}
	return set
}

var (
	slashes    = []string{"//"}
	hash       = []string{"#"}
	stars      = block{"/*", "*/", comment}
	backtick   = block{"`", "`", literal}
	constants  = " true false null nil None True False undefined "
	cWords     = "auto bool break case char const continue default do double else enum extern float for goto if inline int int8_t int16_t int32_t int64_t long register return short signed sizeof size_t static struct switch typedef uint8_t uint16_t uint32_t uint64_t union unsigned void volatile while NULL #define #include #ifdef #ifndef #endif #if #else" + constants
	javaWords  = "abstract assert boolean break byte case catch char class const continue default do double else enum extends final finally float for if implements import instanceof int interface long native new package private protected public record return sealed short static super switch synchronized this throw throws try var void volatile while yield" + constants
	jsWords    = "async await break case catch class const continue debugger default delete do else export extends finally for from function if import in instanceof let new of return static super switch this throw try typeof var void while with yield" + constants
	tsWords    = jsWords + "abstract any as asserts bigint boolean declare enum implements infer interface is keyof namespace never number object private protected public readonly satisfies string symbol type unknown"
	shellWords = "if then else elif fi for while until do done case esac in function select time return exit export local readonly unset set shift source alias echo printf cd test read eval exec trap sudo"
)

var goLanguage = &language{
	words: words("break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var" +
		" any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr iota" + constants),
	comments: slashes, blocks: []block{stars, backtick}, quotes: `"'`,
}

var (
	shell    = &language{words: words(shellWords), comments: hash, quotes: `"'`, sigils: "$"}
	python   = &language{words: words("and as assert async await break case class continue def del elif else except finally for from global if import in is lambda match nonlocal not or pass raise return self try while with yield" + constants), comments: hash, blocks: []block{{`"""`, `"""`, literal}, {"'''", "'''", literal}}, quotes: `"'`, sigils: "@"}
	js       = &language{words: words(jsWords), comments: slashes, blocks: []block{stars, backtick}, quotes: `"'`}
	ts       = &language{words: words(tsWords), comments: slashes, blocks: []block{stars, backtick}, quotes: `"'`, sigils: "@"}
	rust     = &language{words: words("as async await break const continue crate dyn else enum extern fn for if impl in let loop match mod move mut pub ref return self Self static struct super trait type union unsafe use where while bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize String Vec Option Result Some Ok Err" + constants), comments: slashes, blocks: []block{stars}, quotes: `"'`, lifetimes: true}
	c        = &language{words: words(cWords), comments: slashes, blocks: []block{stars}, quotes: `"'`, sigils: "#"}
	cpp      = &language{words: words(cWords + "alignas alignof catch class concept consteval constexpr constinit co_await co_return co_yield decltype delete explicit export final friend mutable namespace new noexcept nullptr operator override private protected public requires static_assert static_cast template this throw try typename using virtual"), comments: slashes, blocks: []block{stars}, quotes: `"'`, sigils: "#"}
	java     = &language{words: words(javaWords), comments: slashes, blocks: []block{stars, {`"""`, `"""`, literal}}, quotes: `"'`, sigils: "@"}
	csharp   = &language{words: words(javaWords + "as async await base bool decimal delegate event foreach get in init internal is lock namespace object out override params partial readonly ref required sealed set string struct uint ulong using virtual where"), comments: slashes, blocks: []block{stars}, quotes: `"'`}
	kotlin   = &language{words: words(javaWords + "as by companion constructor data fun in init internal is object open override sealed suspend typealias val when where"), comments: slashes, blocks: []block{stars, {`"""`, `"""`, literal}}, quotes: `"'`, sigils: "@"}
	swift    = &language{words: words("as associatedtype async await break case catch class continue default defer deinit do else enum extension fallthrough fileprivate for func guard if import in init inout internal is let open operator private protocol public repeat rethrows return self Self static struct subscript super switch throw throws try typealias var where while Int String Bool Double Float" + constants), comments: slashes, blocks: []block{{`"""`, `"""`, literal}, stars}, quotes: `"`, sigils: "@#"}
	php      = &language{words: words("abstract array as break case catch class clone const continue declare default do echo else elseif empty extends final finally fn for foreach function global if implements include instanceof interface isset list match namespace new print private protected public readonly require require_once return static switch throw trait try unset use var while yield" + constants), comments: []string{"//", "#"}, blocks: []block{stars}, quotes: `"'`, sigils: "$"}
	ruby     = &language{words: words("alias and begin break case class def defined do else elsif end ensure for if in module next not or puts redo require rescue retry return self super then undef unless until when while yield attr_accessor attr_reader" + constants), comments: hash, quotes: `"'`, sigils: "@$"}
	lua      = &language{words: words("and break do else elseif end for function goto if in local not or repeat return then until while" + constants), blocks: []block{{"--[[", "]]", comment}, {"[[", "]]", literal}}, comments: []string{"--"}, quotes: `"'`}
	sql      = &language{words: words("add all alter analyze and as asc begin between by cascade case check column commit constraint count create cross database default delete desc distinct drop else end except exists explain false foreign from full group having if in index inner insert intersect into is join key lateral left like limit not null offset on or order outer over partition primary references returning right rollback select set table then transaction true truncate union unique update using values view when where with bigint boolean char date datetime decimal double float int integer json jsonb numeric real serial smallint text time timestamp timestamptz uuid varchar"), fold: true, comments: []string{"--"}, blocks: []block{stars}, quotes: "\"'`"}
	data     = &language{words: words("true false null yes no on off"), keys: true, comments: hash, blocks: []block{{`"""`, `"""`, literal}}, quotes: `"'`}
	json     = &language{words: words("true false null"), keys: true, comments: slashes, quotes: `"`}
	ini      = &language{words: words("true false yes no on off"), keys: true, comments: []string{"#", ";"}, quotes: `"`}
	css      = &language{keys: true, blocks: []block{stars}, quotes: `"'`, sigils: "@#."}
	docker   = &language{words: words("add arg as cmd copy entrypoint env expose from healthcheck label onbuild run shell stopsignal user volume workdir"), fold: true, comments: hash, quotes: `"'`, sigils: "$"}
	makefile = &language{words: words("ifeq ifneq ifdef ifndef else endif include define endef export override"), keys: true, comments: hash, sigils: "."}
	nginx    = &language{words: words("http server location upstream listen root index proxy_pass return rewrite if set include on off"), comments: hash, quotes: `"'`, sigils: "$"}
	proto    = &language{words: words("syntax package import option message enum service rpc returns repeated optional required oneof map reserved extend stream bool string bytes double float int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 true false"), comments: slashes, blocks: []block{stars}, quotes: `"'`}
	zig      = &language{words: words("align and anyerror anytype asm async await bool break catch comptime const continue defer else enum errdefer error export extern fn for if inline noalias null or orelse packed pub return struct suspend switch test threadlocal try type u8 u16 u32 u64 i32 i64 undefined union unreachable usize var void volatile while" + constants), comments: slashes, quotes: `"'`, sigils: "@"}
	tags     = &language{form: markup}
	diff     = &language{form: byLine, starts: []start{{"+++", heading}, {"---", heading}, {"diff ", heading}, {"index ", comment}, {"@@", number}, {"+", inserted}, {"-", deleted}}}
	md       = &language{form: byLine, starts: []start{{"# ", heading}, {"## ", heading}, {"### ", heading}, {"#### ", heading}, {">", comment}, {"    ", literal}, {"- ", 0}}}
)

// languages are the languages by the names that people write behind a fence.
var languages = map[string]*language{
	"go": goLanguage, "golang": goLanguage,
	"sh": shell, "bash": shell, "zsh": shell, "shell": shell, "console": shell, "fish": shell,
	"py": python, "python": python, "python3": python,
	"js": js, "javascript": js, "jsx": js, "mjs": js, "node": js,
	"ts": ts, "typescript": ts, "tsx": ts,
	"rs": rust, "rust": rust,
	"c": c, "h": c,
	"cpp": cpp, "c++": cpp, "cc": cpp, "cxx": cpp, "hpp": cpp,
	"java": java, "cs": csharp, "csharp": csharp, "c#": csharp,
	"kt": kotlin, "kotlin": kotlin, "scala": kotlin, "swift": swift,
	"php": php, "rb": ruby, "ruby": ruby, "lua": lua, "zig": zig,
	"sql": sql, "mysql": sql, "postgres": sql, "postgresql": sql, "sqlite": sql,
	"json": json, "jsonc": json, "json5": json,
	"yaml": data, "yml": data, "toml": data, "hcl": data, "terraform": data, "tf": data, "env": data, "properties": data,
	"ini": ini, "conf": ini, "cfg": ini, "systemd": ini,
	"css": css, "scss": css, "less": css,
	"dockerfile": docker, "docker": docker, "make": makefile, "makefile": makefile, "nginx": nginx,
	"proto": proto, "protobuf": proto,
	"html": tags, "xml": tags, "svg": tags, "vue": tags, "svelte": tags,
	"diff": diff, "patch": diff,
	"md": md, "markdown": md,
}
