# What is not part of building: go build and go test need no make.

# The screens of the README. Needs rsvg-convert (librsvg2-bin) and a monospaced
# font with Chinese (fonts-wqy-microhei).
.PHONY: pictures
pictures:
	mkdir -p docs/pictures
	go test ./ui -run TestPictures -count=1 -pictures $(CURDIR)/docs/pictures
	for f in docs/pictures/*.svg; do rsvg-convert --zoom 1.5 -o $${f%.svg}.png $$f && rm $$f; done
