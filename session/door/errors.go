package door

import "errors"

// Why a connection is turned away before it is authenticated.
var (
	ErrCrowded     = errors.New("too many connections are not authenticated")
	ErrPenalised   = errors.New("its source is penalised")
	ErrSourceFull  = errors.New("too many connections of its source are not authenticated")
	ErrNetworkFull = errors.New("too many connections of its network are not authenticated")
)

// Why a connection may do nothing although it is authenticated.
var (
	ErrGuestsOpen  = errors.New("too many connections of its source have no account")
	ErrGuestsNew   = errors.New("too many new connections of its source have no account")
	ErrAccountOpen = errors.New("too many connections of its account")
	ErrAccountNew  = errors.New("too many new connections of its account")
)
