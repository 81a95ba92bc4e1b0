package theme

// The values are those of the design: legible on the usual dark and light
// backgrounds.
var (
	plain = Theme{
		Accent:    Bold,
		Mention:   Bold,
		Unread:    Bold,
		Marker:    Bold,
		OK:        Bold,
		Warn:      Bold,
		Fail:      Bold,
		Link:      Underline,
		Code:      "",
		Select:    Reverse,
		Owner:     Bold,
		Moderator: Bold,
	}

	dark16 = Theme{
		Dim:       "\x1b[90m",
		Accent:    "\x1b[96m",
		Mention:   "\x1b[1;93m",
		Unread:    Bold,
		Marker:    "\x1b[95m",
		OK:        "\x1b[32m",
		Warn:      "\x1b[33m",
		Fail:      "\x1b[91m",
		Link:      "\x1b[4;34m",
		Quote:     "\x1b[90m",
		Code:      "",
		Select:    Reverse,
		Border:    "\x1b[90m",
		Owner:     "\x1b[33m",
		Moderator: "\x1b[36m",
		Bot:       "\x1b[90m",
		Names: []Style{
			"\x1b[91m", "\x1b[92m", "\x1b[93m", "\x1b[94m", "\x1b[95m", "\x1b[96m",
			"\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[34m", "\x1b[35m", "\x1b[36m",
		},
	}

	light16 = Theme{
		Dim:       "\x1b[90m",
		Accent:    "\x1b[34m",
		Mention:   "\x1b[1;31m",
		Unread:    Bold,
		Marker:    "\x1b[35m",
		OK:        "\x1b[32m",
		Warn:      "\x1b[33m",
		Fail:      "\x1b[31m",
		Link:      "\x1b[4;34m",
		Quote:     "\x1b[90m",
		Code:      "",
		Select:    Reverse,
		Border:    "\x1b[90m",
		Owner:     "\x1b[33m",
		Moderator: "\x1b[36m",
		Bot:       "\x1b[90m",
		Names: []Style{
			"\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[34m", "\x1b[35m", "\x1b[36m",
			"\x1b[1;31m", "\x1b[1;32m", "\x1b[1;33m", "\x1b[1;34m", "\x1b[1;35m", "\x1b[1;36m",
		},
	}

	dark256 = Theme{
		Dim:       "\x1b[38;5;245m",
		Accent:    "\x1b[38;5;81m",
		Mention:   "\x1b[1;38;5;221m",
		Unread:    "\x1b[1;38;5;255m",
		Marker:    "\x1b[38;5;177m",
		OK:        "\x1b[38;5;114m",
		Warn:      "\x1b[38;5;215m",
		Fail:      "\x1b[38;5;203m",
		Link:      "\x1b[4;38;5;75m",
		Quote:     "\x1b[38;5;245m",
		Code:      "\x1b[38;5;252;48;5;236m",
		Select:    Reverse,
		Border:    "\x1b[38;5;239m",
		Owner:     "\x1b[38;5;221m",
		Moderator: "\x1b[38;5;81m",
		Bot:       "\x1b[38;5;245m",
		Names: []Style{
			"\x1b[38;5;204m", "\x1b[38;5;209m", "\x1b[38;5;179m", "\x1b[38;5;149m", "\x1b[38;5;114m", "\x1b[38;5;79m",
			"\x1b[38;5;80m", "\x1b[38;5;75m", "\x1b[38;5;111m", "\x1b[38;5;141m", "\x1b[38;5;176m", "\x1b[38;5;211m",
		},
	}

	light256 = Theme{
		Dim:       "\x1b[38;5;242m",
		Accent:    "\x1b[38;5;25m",
		Mention:   "\x1b[1;38;5;124m",
		Unread:    "\x1b[1;38;5;232m",
		Marker:    "\x1b[38;5;90m",
		OK:        "\x1b[38;5;28m",
		Warn:      "\x1b[38;5;130m",
		Fail:      "\x1b[38;5;160m",
		Link:      "\x1b[4;38;5;26m",
		Quote:     "\x1b[38;5;242m",
		Code:      "\x1b[38;5;236;48;5;254m",
		Select:    Reverse,
		Border:    "\x1b[38;5;250m",
		Owner:     "\x1b[38;5;130m",
		Moderator: "\x1b[38;5;25m",
		Bot:       "\x1b[38;5;242m",
		Names: []Style{
			"\x1b[38;5;161m", "\x1b[38;5;166m", "\x1b[38;5;130m", "\x1b[38;5;100m", "\x1b[38;5;64m", "\x1b[38;5;28m",
			"\x1b[38;5;29m", "\x1b[38;5;24m", "\x1b[38;5;25m", "\x1b[38;5;55m", "\x1b[38;5;91m", "\x1b[38;5;125m",
		},
	}
)
